"""What the routes of the web door work with, put together when the server starts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import partial
from typing import Any, TypeVar

from rasa.core.channels.channel import UserMessage

from bot.channels.addresses import Networks
from bot.channels.backlog import Backlog
from bot.channels.bells import Bells
from bot.channels.counters import RedisCounters, StoredCounters
from bot.channels.hearing import Hearing
from bot.channels.inbox import Inbox
from bot.channels.keeper import Keeper
from bot.channels.limits import Limits
from bot.channels.merchants import read_merchants
from bot.channels.message_log import MessageLog
from bot.channels.metrics import RUNNING, WAITING
from bot.channels.refusals import FULL, Refusal
from bot.channels.responder import Responder
from bot.channels.turns import Turns
from bot.channels.uploads import Uploads
from bot.orders.store import Store
from bot.policies.merchant import Merchant
from bot.sessions import Sessions
from bot.settings import Settings
from bot.settings.sites import networks
from bot.signing import signing_keys
from bot.watching.database import watch
from bot.wiring import open_serving_store

logger = logging.getLogger(__name__)
T = TypeVar("T")
MOST_PENDING = 200  # pieces of database work that routes may wait for
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
    threads: ThreadPoolExecutor  # of the routes
    turn_threads: ThreadPoolExecutor  # of the turns in work, which no crowd at the door holds up
    limits: Limits
    proxies: Networks
    backlog: Backlog
    inbox: Inbox
    keeper: Keeper
    hearing: Hearing
    uploads: Uploads
    pending: int = 0  # pieces of database work of the routes, in work and waiting
    warm: bool = False  # whether the model has read its first message
    draining: bool = False  # asked to end: turns in work are finished, new messages go elsewhere

    async def blocking(self, function: Callable[..., T], *args: Any) -> T:
        """Run database work in a thread: the loop belongs to all customers. Raises Refusal when so much of it
        waits already that nobody would wait for its end."""
        if self.pending >= MOST_PENDING:
            raise Refusal(503, FULL, retry_after=3)
        self.pending += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, partial(function, *args))
        finally:
            self.pending -= 1

    def close(self) -> None:
        self.threads.shutdown(wait=True)
        self.turn_threads.shutdown(wait=True)
        self.store.dispose()


def open_services(settings: Settings, handler: Handler) -> Services:
    """`handler` gives a message to Rasa. Call it inside the running loop; raises what a missing database
    raises.
    """
    half = max(1, settings.database_connections // 2)
    threads = ThreadPoolExecutor(half, thread_name_prefix="web-db")
    turn_threads = ThreadPoolExecutor(half, thread_name_prefix="turn-db")
    store = open_serving_store(settings)
    watch(store.engine)
    log, bells, merchants = MessageLog(store.engine), Bells(), read_merchants(settings.faq_dir)
    inbox = Inbox(store, settings.server_lease)
    responder = Responder(handler, store, inbox, bells, merchants, turn_threads, settings.turn_timeout)
    turns = Turns(responder.answer, settings.turns_at_once, settings.turns_waiting)
    counters = RedisCounters(settings.redis_url) if settings.redis_url else StoredCounters(store)
    WAITING.set_function(lambda: turns.waiting)
    RUNNING.set_function(lambda: turns.running)
    return Services(
        settings=settings,
        store=store,
        log=log,
        sessions=Sessions(signing_keys(settings), settings.session_minutes),
        merchants=merchants,
        bells=bells,
        turns=turns,
        threads=threads,
        turn_threads=turn_threads,
        limits=Limits(settings, counters),
        proxies=networks(settings.trusted_proxies),
        backlog=Backlog(store.engine),
        inbox=inbox,
        keeper=Keeper(inbox, turns, settings.server_lease),
        hearing=Hearing(store.engine, bells, settings.redis_url),
        uploads=Uploads(),
    )


def utc_now() -> datetime:
    return datetime.now(timezone.utc)
