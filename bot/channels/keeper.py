"""Says again and again that this server lives, and takes over what dead ones left unanswered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timezone
from functools import partial
from typing import TypeVar

from bot.channels.inbox import Inbox
from bot.channels.turns import Turns

logger = logging.getLogger(__name__)
T = TypeVar("T")
TIDYING = 300.0  # seconds between two times that old rows are removed


class Keeper:
    """Has a thread of its own: a crowd at the database must not make this server look dead."""

    def __init__(self, inbox: Inbox, turns: Turns, lease: float) -> None:
        self._inbox, self._turns, self._lease = inbox, turns, lease
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keeper")
        self._task: asyncio.Task[None] | None = None
        self._tidied = 0.0

    async def start(self) -> None:
        """Raises what a missing database raises."""
        await self._blocking(self._inbox.live)
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """What this server has not answered, another may take at once."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        with suppress(Exception):  # then they wait for the lease
            await self._blocking(self._inbox.resign)
        self._thread.shutdown(wait=False)

    async def _run(self) -> None:
        since = last = time.monotonic()
        while True:
            await asyncio.sleep(self._lease / 5)
            try:
                await self._blocking(self._inbox.live)
                now = time.monotonic()
                # After a silence, of ours or of the database, the others look dead only because nobody could
                # say a word: they get the time to say it.
                since, last = (now if now - last > self._lease / 2 else since), now
                if now - since >= self._lease:
                    await self._take_over()
                    await self._tidy(now)
            except Exception as error:  # whatever one round meets, the next one comes
                logger.warning("The database does not answer the keeper: %s", type(error).__name__)

    async def _take_over(self) -> None:
        if not self._turns.free:
            return
        for conversation, own in await self._blocking(self._inbox.left_behind, self._turns.free):
            if self._turns.works_on(conversation):
                continue
            turn = await self._blocking(self._inbox.take_over, conversation, own)
            if turn:
                logger.warning("Conversation %s was left unanswered and is taken over.", conversation)
                self._turns.add(turn)

    async def _tidy(self, now: float) -> None:
        if now - self._tidied > TIDYING:
            await self._blocking(self._inbox.forget, datetime.now(timezone.utc))
            self._tidied = now

    async def _blocking(self, function: Callable[..., T], *args: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(function, *args))
