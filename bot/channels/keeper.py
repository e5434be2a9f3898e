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
MANY, FEW = 200, 4  # conversations looked at, and taken up at least, in one round
TIDYING = 300.0  # seconds between two times that old rows are removed


class Keeper:
    """A thread of its own: neither a busy loop nor a crowd at the database makes this server look dead."""

    def __init__(self, inbox: Inbox, turns: Turns, lease: float) -> None:
        self._inbox, self._turns, self._lease = inbox, turns, lease
        self._loop = asyncio.get_running_loop()
        self._ending = Event()
        self._thread = Thread(target=self._run, name="keeper", daemon=True)
        self._tidied = 0.0
        self._left: dict[str, float] = {}  # conversations that nobody works on, and since when we know
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
        while not self._ending.wait(self._lease / 6):
            try:
                self._inbox.live()
                if self.ready:
                    self.look(time.monotonic())
                    self._tidy(time.monotonic())
            except Exception as error:  # whatever one round meets, the next one comes
                self._left.clear()
                logger.warning("The database does not answer the keeper: %s", type(error).__name__)

    def look(self, now: float) -> None:
        """Takes over what was left for a while; `now` by time.monotonic().

        Not at once: after a silence of the database the others look dead only because nobody could say a
        word, and one of our own may just be on its way to its worker."""
        left = [one for one in self._inbox.left_behind(MANY) if not self._turns.works_on(one[0])]
        self._left = {conversation: self._left.get(conversation, now) for conversation, _ in left}
        due = [one for one in left if now - self._left[one[0]] >= self._lease / 4]
        # A few also where there is a crowd: nobody has waited longer.
        for conversation, own in due[: max(FEW, self._turns.free)]:
            turn = self._inbox.take_over(conversation, own)
            if turn:
                logger.info("Conversation %s is taken up: no server works on it.", conversation)
                self._loop.call_soon_threadsafe(self._turns.add, turn)

    def _tidy(self, now: float) -> None:
        if now - self._tidied > TIDYING:
            self._inbox.forget(datetime.now(timezone.utc))
            self._tidied = now
