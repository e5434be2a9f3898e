"""Tells the open event streams of a conversation that there is something new, and what, where it is known."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from bot.channels.message_log import Event

MANY = 50  # events handed to a stream that does not take them; it may read them as well


class Bell(asyncio.Event):
    """One open stream's: set when there is something new."""

    def __init__(self) -> None:
        super().__init__()
        self._look = True  # a stream begins with what the log has
        self._handed: list[Event] = []

    def look(self) -> None:
        """There may be something new in the log."""
        self._look = True
        self.set()

    def hand(self, events: Sequence[Event]) -> None:
        """What this process has just put into the log, committed."""
        self._handed += events
        self._look = self._look or len(self._handed) > MANY
        self.set()

    def take(self, seen: int) -> list[Event] | None:
        """What follows event number `seen`; None where only the log knows: another process may have written
        in between. Silent from now on until there is something new again."""
        self.clear()
        known, self._handed = [event for event in self._handed if event.seq > seen], []
        look, self._look = self._look, False
        complete = [event.seq for event in known] == list(range(seen + 1, seen + 1 + len(known)))
        return known if complete and not look else None


class Bells:
    """One bell per open stream. `closed` once the server stops: streams then end by themselves."""

    def __init__(self) -> None:
        self.closed = False
        self.told: Callable[[str], None] | None = None  # who tells other processes
        self._bells: dict[str, set[Bell]] = defaultdict(set)

    @contextmanager
    def listen(self, conversation: str) -> Iterator[Bell]:
        bell = Bell()
        self._bells[conversation].add(bell)
        try:
            yield bell
        finally:
            self._bells[conversation].discard(bell)
            if not self._bells[conversation]:
                del self._bells[conversation]

    def listening(self, conversation: str) -> int:
        """How many streams of this process are open."""
        return len(self._bells.get(conversation, ()))

    @property
    def streams(self) -> int:
        """All open streams of this process."""
        return sum(map(len, self._bells.values()))

    def conversations(self) -> list[str]:
        """Those with an open stream."""
        return list(self._bells)

    def ring(self, conversation: str, events: Sequence[Event] | None = None) -> None:
        """In this process and, where they can be told, in all others. `events`: all that is new, if known."""
        for bell in self._bells.get(conversation, ()):
            bell.hand(events) if events else bell.look()
        if self.told:
            self.told(conversation)

    def ring_here(self, conversation: str) -> None:
        for bell in self._bells.get(conversation, ()):
            bell.look()

    def close(self) -> None:
        self.closed = True
        self.ring_all()

    def ring_all(self) -> None:
        for bells in self._bells.values():
            for bell in bells:
                bell.look()
