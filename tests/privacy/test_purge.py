"""What was kept long enough is forgotten, in small steps, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, insert, select

from bot.channels.message_log import MessageLog
from bot.channels.tables import web_events, web_messages
from bot.orders.store import Conversation, Store
from bot.orders.work_tables import audit, conversations, outbox, tickets
from bot.privacy.purge import preview, purge
from bot.privacy.registry import holding, tables
from bot.settings import Settings
from tests.effects.acts import EVERY, NOW, do, put_order

DAYS = Settings().kept_days


def talk(store: Store, id: str, days_ago: float) -> None:
    at = NOW - timedelta(days=days_ago)
    with store.transaction() as tx:
        tx.conversations.put(Conversation(id, "inno", None, {}, at, at + timedelta(hours=12)))
    MessageLog(store.engine).accept(id, "m1", "bonjour", at)


def left(store: Store, table: Any) -> int:
    with store.transaction() as tx:
        return int(tx.connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_every_kind_has_its_days() -> None:
    for table in tables():
        age = holding(table).age
        assert age is None or DAYS(age.kind) > 0, table.name


def test_old_conversations_go_with_all_that_hangs_on_them(store: Store) -> None:
    talk(store, "old", 91)
    talk(store, "new", 89)
    old = {"web_messages": 1, "web_events": 1, "conversations": 1}
    assert preview(store, DAYS, NOW) == old
    assert purge(store, DAYS, NOW) == old
    assert preview(store, DAYS, NOW) == {}
    with store.transaction() as tx:
        assert tx.connection.execute(select(conversations.c.id)).scalars().all() == ["new"]
        assert tx.connection.execute(select(web_messages.c.conversation_id)).scalars().all() == ["new"]


def test_a_conversation_in_which_somebody_still_writes_stays(store: Store) -> None:
    talk(store, "telegram", 400)
    MessageLog(store.engine).accept("telegram", "m2", "rebonjour", NOW - timedelta(days=2))
    purge(store, DAYS, NOW)
    assert left(store, conversations) == 1
    assert left(store, web_messages) == 1  # the message of 400 days ago went


def test_zero_days_keep_for_ever(store: Store) -> None:
    talk(store, "old", 5000)
    assert purge(store, lambda _kind: 0, NOW) == {}
    assert left(store, web_messages) == 1


def test_letters_tickets_and_acts_have_their_own_time(store: Store) -> None:
    put_order(store)
    do(store, *EVERY)
    purge(store, DAYS, NOW + timedelta(days=31))
    assert (left(store, outbox), left(store, tickets), left(store, audit)) == (0, 1, len(EVERY))
    purge(store, DAYS, NOW + timedelta(days=1096))
    assert (left(store, tickets), left(store, audit)) == (0, len(EVERY))
    purge(store, DAYS, NOW + timedelta(days=3651))
    assert left(store, audit) == 0


@pytest.mark.parametrize("engine", ["sqlite-file", "postgresql"], indirect=True)
def test_many_rows_go_in_many_small_transactions(store: Store) -> None:
    at = NOW - timedelta(days=100)
    rows = [
        {"conversation_id": "c", "seq": seq, "kind": "said", "payload": {"text": "x" * 50}, "at": at}
        for seq in range(2_500)
    ]
    with store.transaction() as tx:
        tx.connection.execute(insert(web_events), rows)
    commits: list[int] = []
    event.listen(store.engine, "commit", lambda _connection: commits.append(1))
    assert purge(store, DAYS, NOW, batch=500) == {"web_events": 2_500}
    assert len(commits) >= 5
