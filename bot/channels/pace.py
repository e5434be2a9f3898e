"""Whether a server keeps up, told by how long its latest turns, or its latest messages, took."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

LATEST = 12
SLOW = 1.5  # seconds of a turn; well before a customer gets an apology instead of the answer
CROWDED = 0.4  # seconds that even the quickest take when there are many
ENDS = 48  # a few come at once and then none for a while: the pace is that of many
LONGEST = 1.2  # seconds until those who are here have all been answered
SLOW_TO_KEEP = 0.7  # seconds until a message is kept; the customer does not know yet whether it came
FEW = 4  # turns that are always taken: without them nobody would notice that all goes well again


class Pace:
    def __init__(self, slow: float = SLOW, clock: Callable[[], float] = time.monotonic) -> None:
        self._slow, self._clock = slow, clock
        self._latest: deque[float] = deque(maxlen=LATEST)
        self._ends: deque[float] = deque(maxlen=ENDS)

    def took(self, seconds: float) -> None:
        """A turn, or the keeping of a message, from when it could begin to its end, waiting included. Call it
        at that end."""
        self._latest.append(seconds)
        self._ends.append(self._clock())

    def room_beside(self, turns: int) -> bool:
        """Whether another turn beside so many has a chance to be answered in time. Judged by the quickest
        quarter: a carrier or an action server that hangs makes some turns slow, a crowd makes all of them.
        How long a crowd lasts is its size by the pace of its ends (Little's law); what the latest took tells
        it too late, for they came when it was smaller."""
        if turns < FEW:
            self._ends.clear()  # what comes next is another crowd
        if turns < FEW or len(self._latest) < LATEST:
            return True
        quickest = sorted(self._latest)[LATEST // 4]
        if quickest < CROWDED:
            return True
        return quickest < self._slow and turns * self._apart() < LONGEST

    def _apart(self) -> float:
        """Seconds between two of this crowd's latest ends; more when none has come for long. 0 as long as
        there are too few to tell."""
        ends = self._ends
        if len(ends) < LATEST:
            return 0.0
        return max(ends[-1] - ends[0], self._clock() - ends[1]) / (len(ends) - 1)
