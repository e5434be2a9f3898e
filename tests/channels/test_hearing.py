"""What one process writes, the streams of another hear of."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone

from bot.channels.bells import Bells
from bot.channels.hearing import Hearing
from bot.channels.message_log import MessageLog
from bot.orders.store import Conversation, Store
from tests.channels.test_counters import redis_url  # noqa: F401  # a fixture: pytest finds it here by name

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone.utc)


def test_by_redis_at_once(memory_store: Store, redis_url: str) -> None:  # noqa: F811
    async def play() -> None:
        here, there = Bells(), Bells()
        both = [Hearing(memory_store.engine, bells, redis_url) for bells in (here, there)]
        for one in both:
            one.start()
        with there.listen("c") as bell, there.listen("d") as other:
            await asyncio.wait_for(bell.wait(), 20)  # once when Redis answers: what was said before
            bell.clear()
            other.clear()
            here.ring("c")
            await asyncio.wait_for(bell.wait(), 20)
            assert not other.is_set()
        for one in both:
            await one.stop()

    asyncio.run(play())


def test_without_redis_by_a_look_into_the_log(store: Store) -> None:
    with store.transaction() as tx:
        tx.conversations.put(Conversation("c", "pictoonline", created_at=NOW))

    async def play() -> None:
        bells = Bells()
        hearing = Hearing(store.engine, bells, "redis://127.0.0.1:1/0")
        hearing.start()
        with bells.listen("c") as bell, bells.listen("d") as other:
            MessageLog(store.engine).post("c", {"text": "un"}, NOW)  # as a tool of the staff does
            await asyncio.wait_for(bell.wait(), 20)
            assert not other.is_set()
        await hearing.stop()

    asyncio.run(play())
