"""A server process keeps its threads on one processor core that others leave to it.

One thread of a Python process runs at a time. With its threads spread over several cores, every hand-over of
the interpreter's lock (each statement of a store thread takes two) wakes a sleeping core, and nobody works
until it is awake. On one core a hand-over is a switch. That is looked at again and again: where others need
the core the process moves to one with room; where there is none, the system shares all of them out.
"""

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psutil

logger = logging.getLogger(__name__)

PERIOD = 1.0  # seconds between two looks
MUCH = 0.25  # of a core


def place(at: int | None, own: float, busy: dict[int, float]) -> int | None:
    """The core to be on; None: on all of them, as `at` where it is so now. `busy`: the part of each allowed
    core's time in use, 0 to 1; `own`: how much of that this process used itself.
    """
    best = min(busy, key=lambda core: busy[core])
    if at is None:
        others = sum(busy.values()) - own
        return best if len(busy) - 1 - others >= MUCH else None  # they leave more than a core
    others = busy[at] - own
    if others < MUCH:
        return at
    return best if others - busy[best] >= MUCH else None


class OneCore:
    """Of one process. Where the system knows no such thing, or allows one core only, it does nothing."""

    def __init__(self, period: float = PERIOD, allowed: Sequence[int] | None = None) -> None:
        """`period` in seconds; `allowed`: the cores it may use, where it should be others than now."""
        self._period = period
        self._allowed = list(_allowed() if allowed is None else allowed)
        self._stop = Event()
        self._thread = Thread(target=self._watch, name="one-core", daemon=True)

    def start(self) -> None:
        """Begins where the system has put the calling thread."""
        if len(self._allowed) < 2:
            return
        here = psutil.Process().cpu_num()
        self._be_at(here if here in self._allowed else self._allowed[0])
        self._thread.start()

    def stop(self) -> None:
        """All cores are allowed again."""
        if self._thread.is_alive():
            self._stop.set()
            self._thread.join()
            self._be_at(None)

    def _be_at(self, core: int | None) -> None:
        self._core = core
        _allow(self._allowed if core is None else [core])

    def _watch(self) -> None:
        before, own, since = psutil.cpu_times(percpu=True), time.process_time(), time.monotonic()
        while not self._stop.wait(self._period):
            now, used, until = psutil.cpu_times(percpu=True), time.process_time(), time.monotonic()
            busy = {core: _busy(before[core], now[core]) for core in self._allowed}
            core = place(self._core, (used - own) / (until - since), busy)
            # Two that stand in each other's way must not move together, again and again.
            if core != self._core and (core is None or random.random() < 0.5):
                logger.debug("this process is on core %s now (None: on all of them)", core)
                self._be_at(core)
            before, own, since = now, used, until


def _allowed() -> list[int]:
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def _busy(before: Any, now: Any) -> float:
    """The part of the time between that a core was in use; both as `psutil.cpu_times` has them."""
    whole = _all(now) - _all(before)
    return 1.0 - (_idle(now) - _idle(before)) / whole if whole > 0 else 0.0


def _all(times: Any) -> float:
    # What guests use is counted as the host's too.
    return sum(times) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0)


def _idle(times: Any) -> float:
    return float(times.idle + getattr(times, "iowait", 0.0))


def _allow(cores: Sequence[int]) -> None:
    """All threads of this process, those that begin while we look too: a thread begins where its maker is."""
    done: set[str] = set()
    while new := {task.name for task in Path("/proc/self/task").iterdir()} - done:
        for task in new:
            try:
                os.sched_setaffinity(int(task), cores)
            except ProcessLookupError:
                pass  # it has ended
            except OSError as error:  # not allowed here: the system keeps deciding
                logger.warning("the process stays on all cores: %s", error.strerror)
                return
        done |= new
