"""Tells the open event streams of a conversation that there is something new to read."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Bells:
    """One asyncio.Event per open stream. `closed` once the server stops: streams then end by themselves."""

    def __init__(self) -> None:
        self.closed = False
        self.told: Callable[[str], None] | None = None  # who tells other processes
        self._bells: dict[str, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def listen(self, conversation: str) -> Iterator[asyncio.Event]:
        bell = asyncio.Event()
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

    def ring(self, conversation: str) -> None:
        """In this process and, where they can be told, in all others."""
        self.ring_here(conversation)
        if self.told:
            self.told(conversation)

    def ring_here(self, conversation: str) -> None:
        for bell in self._bells.get(conversation, ()):
            bell.set()

    def close(self) -> None:
        self.closed = True
        self.ring_all()

    def ring_all(self) -> None:
        for bells in self._bells.values():
            for bell in bells:
                bell.set()
