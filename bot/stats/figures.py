"""The figures of a period; plain values, as `relais stats --json` gives them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

UNDERSTOOD_NOT = ("clarify", "out_of_scope")


@dataclass(frozen=True)
class Count:
    """How often; ``merchant``, ``topic`` and ``outcome`` where the figure has them."""

    count: int
    merchant: str | None = None
    topic: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Afterwards:
    """What came after a turn that was not understood: ``next`` is an outcome, None where nothing came."""

    outcome: str
    next: str | None
    count: int


@dataclass(frozen=True)
class Rating:
    topic: str | None
    up: int
    down: int


@dataclass(frozen=True)
class Waiting:
    """How long customers waited, in seconds, over the last ``messages`` of the period."""

    messages: int
    median: float
    p95: float
    p99: float


@dataclass(frozen=True)
class Figures:
    since: datetime
    merchant: str | None
    conversations: int
    decisions: list[Count]
    afterwards: list[Afterwards]
    effects: dict[str, int]
    ratings: list[Rating]
    waiting: Waiting | None

    def by(self, name: str, *outcomes: str) -> dict[str, int]:
        """Decisions by `topic`, `outcome` or `merchant`, the most frequent first; of these outcomes only."""
        found: dict[str, int] = {}
        for one in self.decisions:
            if not outcomes or one.outcome in outcomes:
                key = getattr(one, name) or "?"
                found[key] = found.get(key, 0) + one.count
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @property
    def total(self) -> int:
        return sum(one.count for one in self.decisions)

    def as_json(self) -> dict[str, Any]:
        values = asdict(self) | {"since": self.since.isoformat(timespec="seconds"), "total": self.total}
        shares = {"topics": "topic", "outcomes": "outcome"}
        return values | {name: self.by(column) for name, column in shares.items()}
