"""Says again and again that this server lives, and takes over what dead ones left unanswered."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from datetime import datetime, timezone
from threading import Event, Thread

from bot.channels.inbox import Inbox
from bot.channels.turns import Turns

logger = logging.getLogger(__name__)
TIDYING = 300.0  # seconds between two times that old rows are removed


class Keeper:
    """A thread of its own: neither a busy loop nor a crowd at the database makes this server look dead."""

    def __init__(self, inbox: Inbox, turns: Turns, lease: float) -> None:
        self._inbox, self._turns, self._lease = inbox, turns, lease
        self._loop = asyncio.get_running_loop()
        self._ending = Event()
        self._thread = Thread(target=self._run, name="keeper", daemon=True)
        self._tidied = 0.0
        self._idle: set[str] = set()
        self.ready = False  # a server that is still loading its model takes nothing over

    async def start(self) -> None:
        """Raises what a missing database raises."""
        await self._loop.run_in_executor(None, self._inbox.live)
        self._thread.start()

    async def stop(self) -> None:
        """What this server has not answered, another may take at once."""
        self._ending.set()
        await self._loop.run_in_executor(None, self._resign)

    def _resign(self) -> None:
        if self._thread.is_alive():
            self._thread.join(self._lease)
        with suppress(Exception):  # then they wait for the lease
            self._inbox.resign()

    def _run(self) -> None:
        since = last = time.monotonic()
        silent = False
        while not self._ending.wait(self._lease / 6):
            try:
                self._inbox.live()
                now = time.monotonic()
                # After a silence, of ours or of the database, the others look dead only because nobody could
                # say a word: they get the time to say it. Once: on a machine that is so busy that every round
                # takes long, the dead would never be found.
                silent, last = now - last > 2 / 3 * self._lease and not silent, now
                since = now if silent else since
                if self.ready and now - since >= self._lease / 2:
                    self._take_over()
                    self._tidy(now)
            except Exception as error:  # whatever one round meets, the next one comes
                logger.warning("The database does not answer the keeper: %s", type(error).__name__)

    def _take_over(self) -> None:
        free = self._turns.free
        left = self._inbox.left_behind(free) if free else []
        idle = {one for one, own in left if own and not self._turns.works_on(one)}
        # One of our own may just be on its way to its worker: the next round finds it if it is not.
        seen, self._idle = self._idle, idle
        for conversation, own in left:
            if self._turns.works_on(conversation) or (own and conversation not in seen):
                continue
            turn = self._inbox.take_over(conversation, own)
            if turn:
                logger.info("Conversation %s is taken up: no server works on it.", conversation)
                self._loop.call_soon_threadsafe(self._turns.add, turn)

    def _tidy(self, now: float) -> None:
        if now - self._tidied > TIDYING:
            self._inbox.forget(datetime.now(timezone.utc))
            self._tidied = now
