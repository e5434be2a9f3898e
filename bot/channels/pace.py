"""Whether a server keeps up, told by how long its latest turns took."""

from __future__ import annotations

from collections import deque

LATEST = 12
SLOW = 2.5  # seconds; well before a customer gets an apology instead of the answer
FEW = 4  # turns that are always taken: without them nobody would notice that all goes well again


class Pace:
    def __init__(self) -> None:
        self._latest: deque[float] = deque(maxlen=LATEST)

    def took(self, seconds: float) -> None:
        """A turn, from when it could begin to its end, waiting for its place included."""
        self._latest.append(seconds)

    def room_beside(self, turns: int) -> bool:
        """Whether another turn beside so many has a chance to be answered in time. Judged by the quickest
        quarter: a carrier or an action server that hangs makes some turns slow, a crowd makes all of them."""
        if turns < FEW or len(self._latest) < LATEST:
            return True
        return sorted(self._latest)[LATEST // 4] < SLOW
