"""Runs the turns: those of one conversation one after another, those of different ones side by side, and no
more of them than can be answered in time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.channels.pace import SLOW_TO_KEEP, Pace

WAITING = 10  # messages of one conversation that may wait; more is nobody's typing


class TooMany(Exception):
    """The conversation has more messages waiting than a person types."""


class Full(Exception):
    """This server has as many turns in work and waiting as it can answer in time."""


@dataclass(frozen=True)
class Turn:
    conversation: str
    merchant: str
    client_id: str
    text: str
    received_at: datetime
    hurried: bool = False  # it waited behind a turn that brought nothing, and is not to wait as long again


class Turns:
    def __init__(self, answer: Callable[[Turn], Awaitable[Turn | None]], at_once: int, may_wait: int) -> None:
        """`answer` is awaited for each turn, gives the next one of its conversation, and must not raise. Make
        it inside a running event loop."""
        self._answer = answer
        self._at_once, self._may_wait = at_once, may_wait
        self._places = asyncio.Semaphore(at_once)
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._again: dict[str, Turn] = {}
        self._pace = Pace()
        self._door = Pace(SLOW_TO_KEEP)
        self._coming = 0
        self._running = 0

    @contextmanager
    def room(self) -> Iterator[None]:
        """Around keeping a message, for what it may bring about. Raises Full, before anything is kept."""
        here = len(self._workers) + self._coming
        if here >= self._at_once + self._may_wait or not self._pace.room_beside(here):
            raise Full
        if not self._door.room_beside(self._coming):
            raise Full
        self._coming += 1
        began = time.monotonic()
        try:
            yield
        finally:
            self._coming -= 1
            self._door.took(time.monotonic() - began)

    def add(self, turn: Turn) -> None:
        """Begin a conversation with this turn. One that is just ending is begun anew."""
        if turn.conversation in self._workers:
            self._again[turn.conversation] = turn
            return
        worker = asyncio.get_running_loop().create_task(self._work(turn))
        self._workers[turn.conversation] = worker

    def works_on(self, conversation: str) -> bool:
        return conversation in self._workers

    @property
    def free(self) -> int:
        """How many more conversations could be worked on at once."""
        return max(0, self._at_once - len(self._workers))

    @property
    def running(self) -> int:
        """Turns in work."""
        return self._running

    @property
    def waiting(self) -> int:
        """Turns that wait for their place."""
        return len(self._workers) - self._running

    async def finish(self, seconds: float) -> None:
        """Wait for the turns in work and waiting, at most so long."""
        if self._workers:
            await asyncio.wait(set(self._workers.values()), timeout=seconds)

    async def _work(self, first: Turn) -> None:
        turn: Turn | None = first
        done: set[str] = set()
        try:
            while turn:
                done.add(turn.client_id)
                began = time.monotonic()
                async with self._places:
                    self._running += 1
                    try:
                        turn = await self._answer(turn)
                    finally:
                        self._running -= 1
                self._pace.took(time.monotonic() - began)
                # What was added meanwhile is either begun now or comes after `turn` by itself. Added twice,
                # by who took the message and by the keeper, it is answered once.
                again = self._again.pop(first.conversation, None)
                if turn is None and again and again.client_id not in done:
                    turn = again
        finally:
            del self._workers[first.conversation]
