"""Conversations that a dead server left are taken up, however long a round of looking takes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timezone

import pytest

from bot.channels import owning
from bot.channels.inbox import Inbox
from bot.channels.keeper import Keeper
from bot.channels.turns import Turn, Turns
from bot.orders.store import Conversation, Store

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone.utc)
LEASE = 60.0


@pytest.fixture
def dying(memory_store: Store) -> Inbox:
    """A server with a message in work."""
    inbox = Inbox(memory_store, LEASE)
    inbox.live()
    with memory_store.transaction() as tx:
        tx.conversations.put(Conversation("c", "pictoonline", "lea@example.org", created_at=NOW))
    inbox.take("c", "m1", "bonjour", NOW)
    return inbox


def says(store: Store, server: Inbox, seconds: float) -> None:
    with store.transaction() as tx:
        owning.live(tx.connection, server.server, seconds)


def taken_up(store: Store, *instants: float, between: Callable[[], None] = lambda: None) -> list[str]:
    """What another server takes up that looks at these instants; `between` happens in between."""
    answered: list[str] = []

    async def answer(turn: Turn) -> Turn | None:
        answered.append(turn.client_id)
        return None

    async def look() -> None:
        keeper = Keeper(Inbox(store, LEASE), Turns(answer, 1, 0), LEASE)
        for instant in instants:
            keeper.look(instant)
            between()
            await asyncio.sleep(0.01)

    asyncio.run(look())
    return answered


def test_the_living_keep_their_work(memory_store: Store, dying: Inbox) -> None:
    assert taken_up(memory_store, 0, 20, 40) == []


def test_the_dead_lose_it_after_a_quarter_of_the_lease(memory_store: Store, dying: Inbox) -> None:
    says(memory_store, dying, -1)
    assert taken_up(memory_store, 0, 14) == []
    assert taken_up(memory_store, 0, 14, 15) == ["m1"]


def test_they_lose_it_also_where_every_round_takes_longer_than_a_lease(
    memory_store: Store, dying: Inbox
) -> None:
    says(memory_store, dying, -1)
    assert taken_up(memory_store, 0, 100) == ["m1"]


def test_who_only_could_not_say_a_word_keeps_it(memory_store: Store, dying: Inbox) -> None:
    says(memory_store, dying, -1)
    assert taken_up(memory_store, 0, 20, between=lambda: says(memory_store, dying, LEASE)) == []
