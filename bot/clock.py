"""The one clock: real time, or an instant that a rehearsal sets."""

from __future__ import annotations

from datetime import datetime, timezone


class Clock:
    """``now()`` is timezone-aware; ``set`` freezes it, ``set(None)`` lets it run again."""

    def __init__(self, fixed: datetime | None = None) -> None:
        self._fixed = fixed

    def now(self) -> datetime:
        return self._fixed or datetime.now(timezone.utc)

    def set(self, instant: datetime | None) -> None:
        self._fixed = instant
