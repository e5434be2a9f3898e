"""Runs the turns: those of one conversation one after another, those of different ones side by side."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

WAITING = 10  # messages of one conversation that may wait; more is nobody's typing
AT_ONCE = 64  # turns in work at the same time


class TooMany(Exception):
    """The conversation has more messages waiting than a person types."""


@dataclass(frozen=True)
class Turn:
    conversation: str
    merchant: str
    client_id: str
    text: str
    taken: float = field(default_factory=time.perf_counter, compare=False)


class Turns:
    def __init__(self, answer: Callable[[Turn], Awaitable[None]]) -> None:
        """`answer` is awaited for each turn and must not raise. Make it inside a running event loop."""
        self._answer = answer
        self._waiting: dict[str, deque[Turn]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(AT_ONCE)

    def check_room(self, conversation: str) -> None:
        """Raises TooMany; ask before the message is kept."""
        if len(self._waiting.get(conversation, ())) >= WAITING:
            raise TooMany

    def add(self, turn: Turn) -> None:
        if turn.conversation in self._waiting:
            self._waiting[turn.conversation].append(turn)
            return
        self._waiting[turn.conversation] = deque([turn])
        worker = asyncio.get_running_loop().create_task(self._work(turn.conversation))
        self._workers.add(worker)  # the loop itself keeps but a weak reference
        worker.add_done_callback(self._workers.discard)

    @property
    def waiting(self) -> int:
        """Messages taken and not yet in work."""
        return sum(map(len, self._waiting.values())) - self.running

    @property
    def running(self) -> int:
        return AT_ONCE - self._places._value

    async def finish(self, seconds: float) -> None:
        """Wait for the turns in work and waiting, at most so long."""
        if self._workers:
            await asyncio.wait(set(self._workers), timeout=seconds)

    async def _work(self, conversation: str) -> None:
        waiting = self._waiting[conversation]
        try:
            while waiting:
                async with self._places:
                    await self._answer(waiting[0])
                waiting.popleft()
        finally:
            del self._waiting[conversation]
