"""Whether a server keeps up, told by how long its latest turns, or its latest messages, took."""

from __future__ import annotations

from collections import deque

LATEST = 12
SLOW = 1.5  # seconds of a turn; well before a customer gets an apology instead of the answer
SLOW_TO_KEEP = 0.7  # seconds until a message is kept; the customer does not know yet whether it came
FEW = 4  # turns that are always taken: without them nobody would notice that all goes well again


class Pace:
    def __init__(self, slow: float = SLOW) -> None:
        self._slow = slow
        self._latest: deque[float] = deque(maxlen=LATEST)

    def took(self, seconds: float) -> None:
        """A turn, or the keeping of a message, from when it could begin to its end, waiting included."""
        self._latest.append(seconds)

    def room_beside(self, turns: int) -> bool:
        """Whether another turn beside so many has a chance to be answered in time. Judged by the quickest
        quarter: a carrier or an action server that hangs makes some turns slow, a crowd makes all of them."""
        if turns < FEW or len(self._latest) < LATEST:
            return True
        return sorted(self._latest)[LATEST // 4] < self._slow
