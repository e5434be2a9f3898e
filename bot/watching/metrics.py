"""What both servers count for Prometheus. Labels are merchants, topics and outcomes, never people.

The web door's own counts are in bot/channels/metrics.py; docs/observability.md lists them all.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from prometheus_client import Counter, Histogram

from bot.policies.vocabulary import TALK, TOPICS

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
STAGES = ("queue", "nlu", "action", "keep", "whole")
KNOWN = frozenset(TOPICS + TALK)

STAGE_SECONDS = Histogram(
    "relais_stage_seconds", "Time of a turn in each of its stages", ["stage"], buckets=SECONDS
)
ACTION_SECONDS = Histogram(
    "relais_action_seconds", "Time of a turn within the action server", buckets=SECONDS
)
DATABASE_SECONDS = Histogram(
    "relais_database_seconds", "Time of one statement in the database", buckets=SECONDS
)
DECISIONS = Counter(
    "relais_decisions", "Decisions by merchant, topic and outcome", ["merchant", "topic", "outcome"]
)
ACTION_FAILURES = Counter(
    "relais_action_failures", "Action calls that ended in an apology, by reason", ["reason"]
)
LOG_ERRORS = Counter("relais_log_errors", "Log lines of level error, by who wrote them", ["room"])


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Observes how long the block takes, however it ends."""
    start = time.perf_counter()
    try:
        yield
    finally:
        STAGE_SECONDS.labels(name).observe(time.perf_counter() - start)


def count_decisions(decisions: Iterable[Mapping[str, Any]]) -> None:
    """Decisions in the words of the contract."""
    for decision in decisions:
        topic = decision["topic"] if decision["topic"] in KNOWN else "other"
        DECISIONS.labels(decision["merchant"], topic, decision["outcome"]).inc()
