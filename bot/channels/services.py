"""What the routes of the web door work with, put together when the server starts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any, TypeVar

from rasa.core.channels.channel import UserMessage

from bot.channels.addresses import Networks
from bot.channels.apology import INTERRUPTED, plain
from bot.channels.backlog import Backlog
from bot.channels.bells import Bells
from bot.channels.counters import RedisCounters, StoredCounters
from bot.channels.limits import Limits
from bot.channels.merchants import read_merchants
from bot.channels.message_log import MessageLog
from bot.channels.metrics import RUNNING, WAITING
from bot.channels.responder import Responder
from bot.channels.turns import Turns
from bot.orders.store import Store
from bot.policies.merchant import Merchant
from bot.sessions import Sessions
from bot.settings import Settings
from bot.settings.sites import networks
from bot.signing import signing_keys
from bot.watching.database import watch
from bot.wiring import open_store

logger = logging.getLogger(__name__)
T = TypeVar("T")
DATABASE_THREADS = 8
ABANDONED = timedelta(seconds=30)  # no turn takes so long: whoever worked on it is gone
COUNTED = timedelta(days=2)  # no window of the limits is longer
Handler = Callable[[UserMessage], Awaitable[Any]]


@dataclass
class Services:
    settings: Settings
    store: Store
    log: MessageLog
    sessions: Sessions
    merchants: dict[str, Merchant]
    bells: Bells
    turns: Turns
    threads: ThreadPoolExecutor
    limits: Limits
    proxies: Networks
    backlog: Backlog
    warm: bool = False  # whether the model has read its first message
    draining: bool = False  # asked to end: turns in work are finished, new messages go elsewhere

    async def blocking(self, function: Callable[..., T], *args: Any) -> T:
        """Run database work in a thread: the loop belongs to all customers."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, partial(function, *args))

    async def recover(self) -> None:
        """Tell customers whose message was taken by a server that then died. Not answered afresh: what the
        dead server did of it is not known."""
        now = utc_now()
        for lost in await self.blocking(self.log.unanswered, now - ABANDONED):
            await self.blocking(
                self.log.answer, lost.conversation_id, lost.client_id, [plain(INTERRUPTED)], now
            )
        await self.blocking(self._forget_counts, now - COUNTED)

    def _forget_counts(self, before: datetime) -> None:
        with self.store.transaction() as tx:
            tx.tallies.forget(before)

    def close(self) -> None:
        self.threads.shutdown(wait=True)
        self.store.dispose()


def open_services(settings: Settings, handler: Handler) -> Services:
    """`handler` gives a message to Rasa. Call it inside the running loop; raises what a missing database
    raises.
    """
    threads = ThreadPoolExecutor(DATABASE_THREADS, thread_name_prefix="web-db")
    store = open_store(settings)
    watch(store.engine)
    log, bells, merchants = MessageLog(store.engine), Bells(), read_merchants(settings.faq_dir)
    responder = Responder(handler, store, log, bells, merchants, threads, settings.turn_timeout)
    sessions = Sessions(signing_keys(settings), settings.session_minutes)
    turns = Turns(responder.answer)
    counters = RedisCounters(settings.redis_url) if settings.redis_url else StoredCounters(store)
    limits, proxies = Limits(settings, counters), networks(settings.trusted_proxies)
    WAITING.set_function(lambda: turns.waiting)
    RUNNING.set_function(lambda: turns.running)
    backlog = Backlog(store.engine)
    return Services(
        settings, store, log, sessions, merchants, bells, turns, threads, limits, proxies, backlog
    )


def utc_now() -> datetime:
    return datetime.now(timezone.utc)
