"""What Prometheus reads at /metrics of the web door; bot/watching/metrics.py holds what it shares with the
action server."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

TURNS = Counter("relais_turns", "Turns by how they ended", ["result"])
TURN_SECONDS = Histogram(
    "relais_turn_seconds",
    "From taking a message up to keeping its answer",
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
SESSIONS = Counter("relais_sessions", "Conversations opened", ["merchant"])
REFUSED = Counter("relais_refused", "Requests refused", ["status"])
STREAMS = Gauge("relais_streams", "Browsers listening")
WAITING = Gauge("relais_queue_messages", "Messages taken whose turn has not begun")
RUNNING = Gauge("relais_turns_running", "Turns in work")
OUTBOX = Gauge("relais_outbox_letters", "Letters in the outbox by state, in the whole store", ["state"])
UNANSWERED = Gauge("relais_unanswered_messages", "Messages never answered and too old to be in work")
