"""Hears of what other processes wrote: at once by Redis, by a look at the log where Redis says nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.channels.bells import Bells
from bot.channels.tables import web_events
from bot.orders.engine import reading

logger = logging.getLogger(__name__)
CHANNEL = "relais:bells"
LOOK, RARELY = 1.0, 3.0  # seconds between two looks, without Redis and with it (staff tools do not ring)
AGAIN = 1.0  # seconds before Redis is tried again
MANY = 500  # conversations in one look
MOST_UNSENT = 1000


class Hearing:
    def __init__(self, engine: Engine, bells: Bells, redis_url: str | None) -> None:
        self._engine, self._bells, self._url = engine, bells, redis_url
        self._connected = False
        self._unsent: asyncio.Queue[str] = asyncio.Queue(MOST_UNSENT)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hearing")
        self._tasks: list[asyncio.Task[None]] = []
        self._seen: dict[str, int] = {}

    def start(self) -> None:
        tasks: list[Callable[[], Awaitable[None]]] = [self._look]
        if self._url:
            self._bells.told = self._tell
            tasks += [self._listen, self._publish]
        self._tasks = [asyncio.ensure_future(_again_and_again(task)) for task in tasks]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._thread.shutdown(wait=False)

    def _tell(self, conversation: str) -> None:
        with suppress(asyncio.QueueFull):  # the others look by themselves
            self._unsent.put_nowait(conversation)

    async def _publish(self) -> None:
        async with self._redis() as redis:
            while True:
                await redis.publish(CHANNEL, await self._unsent.get())

    async def _listen(self) -> None:
        try:
            async with self._redis() as redis, redis.pubsub() as line:
                await line.subscribe(CHANNEL)
                while True:
                    message = await line.get_message(ignore_subscribe_messages=True, timeout=5)
                    if not self._connected:
                        self._connected = True
                        self._bells.ring_all()  # what was said while nobody listened
                    if message:
                        self._bells.ring_here(message["data"])
        finally:
            self._connected = False

    async def _look(self) -> None:
        await asyncio.sleep(RARELY if self._connected else LOOK)
        listening = self._bells.conversations()
        for start in range(0, len(listening), MANY):
            some = listening[start : start + MANY]
            news = await asyncio.get_running_loop().run_in_executor(self._thread, self._last_events, some)
            for conversation, seq in news.items():
                if self._seen.get(conversation, 0) < seq:
                    self._bells.ring_here(conversation)
            self._seen |= news
        self._seen = {one: self._seen[one] for one in listening if one in self._seen}

    def _last_events(self, conversations: list[str]) -> dict[str, int]:
        query = select(web_events.c.conversation_id, func.max(web_events.c.seq))
        query = query.where(web_events.c.conversation_id.in_(conversations))
        with reading(self._engine) as connection:
            rows = connection.execute(query.group_by(web_events.c.conversation_id))
            return {row[0]: row[1] for row in rows}

    def _redis(self) -> Any:
        return Redis.from_url(
            self._url, decode_responses=True, socket_connect_timeout=1, health_check_interval=5
        )


async def _again_and_again(task: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await task()
        except (RedisError, OSError) as error:
            logger.warning("Redis does not answer, events are looked for: %s", type(error).__name__)
            await asyncio.sleep(AGAIN)
        except Exception as error:  # the database is away: streams say so, here one waits for it
            logger.warning("No look at the events of other processes: %s", type(error).__name__)
            await asyncio.sleep(AGAIN)
