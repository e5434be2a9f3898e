"""A turn in the action server: named in the logs, timed, its decisions counted."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.watching.context import about
from bot.watching.metrics import ACTION_SECONDS, count_decisions

logger = logging.getLogger(__name__)


@dataclass
class Watched:
    decisions: list[Mapping[str, Any]] = field(default_factory=list)

    def decided(self, decisions: Sequence[Mapping[str, Any]]) -> None:
        """Once they are kept."""
        self.decisions += decisions


@contextmanager
def watched_turn(conversation: str, message_id: str | None) -> Iterator[Watched]:
    """One line at info level says what was decided; what the customer wrote is in no line. Use it in a
    running loop: counting and telling come once the answer is on its way."""
    began, watched = time.perf_counter(), Watched()
    with about(conversation, message_id):
        yield watched
        asyncio.get_running_loop().call_soon(_tell, watched, time.perf_counter() - began)


def _tell(watched: Watched, seconds: float) -> None:
    ACTION_SECONDS.observe(seconds)
    count_decisions(watched.decisions)
    told = [f"{decision['topic']}:{decision['outcome']}" for decision in watched.decisions]
    logger.info("decided", extra={"decisions": " ".join(told), "seconds": round(seconds, 4)})
