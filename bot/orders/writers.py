"""Who writes to a SQLite file, in the order they came.

SQLite has one writer. Who finds it at work asks again and again, in the end ten times a second, and whoever
asks at the right moment is next: in a crowd some waited for more than ten seconds, which is `database is
locked`. Here the threads of a process stand in line, and only the first of them asks the file, where the only
others are the firsts of other processes: often, so that its turn comes soon.
"""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from threading import Lock
from typing import Any

ASKING = 0.001  # seconds between two tries while another process writes
LOCKED = "database is locked"  # Python 3.10 keeps SQLite's error number to itself


class Line:
    """A lock that is handed on in the order of asking, which `threading.Lock` does not promise."""

    def __init__(self) -> None:
        self._mutex = Lock()
        self._held = False
        self._waiting: deque[Lock] = deque()

    def enter(self, seconds: float) -> bool:
        """False, and nothing held, if it takes longer."""
        with self._mutex:
            if not self._held:
                self._held = True
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=seconds):
            return True
        with self._mutex:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return False
        return True  # handed over at the last moment

    def leave(self) -> None:
        """To whoever has waited longest."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


class WritingInTurn(sqlite3.Connection):
    """Holds its `line` from `begin_writing` until its transaction has ended, however it ends; `seconds`: how
    long it waits for those before it."""

    line: Line
    seconds: float
    _first = False

    def begin_writing(self) -> None:
        """Raises sqlite3.OperationalError: locked for too long, or whatever SQLite finds."""
        until = time.monotonic() + self.seconds
        if not self.line.enter(self.seconds):
            raise sqlite3.OperationalError(LOCKED)
        self._first = True
        try:
            self._begin(until)
        except BaseException:
            self._leave()
            raise

    def _begin(self, until: float) -> None:
        # SQLite's own waiting starts with milliseconds and ends with tenths of a second: it comes too late.
        self.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    self.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if LOCKED not in str(error) or time.monotonic() > until:
                        raise
                time.sleep(ASKING)
        finally:
            self.execute(f"PRAGMA busy_timeout = {self.seconds * 1000:.0f}")

    def commit(self) -> None:
        """One that fails leaves the transaction open: it still has to be rolled back."""
        super().commit()
        self._leave()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._leave()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._leave()

    def _leave(self) -> None:
        if self._first:
            self._first = False
            self.line.leave()


def in_line(line: Line, seconds: float) -> Any:
    """What `sqlite3.connect` takes as `factory`: connections that stand in this line."""
    return type("InLine", (WritingInTurn,), {"line": line, "seconds": seconds})
