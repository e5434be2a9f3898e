"""Erasing while the customer is still at the door."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.channels.message_log import MessageLog
from bot.orders.store import Conversation, Store
from bot.orders.work_tables import audit
from tests.dialogue.test_two_windows import ASK, YES, assistant
from tests.effects.acts import NOW, put_order
from tests.privacy.dump import dump
from tests.privacy.test_erase import LEA, gone


@pytest.mark.parametrize("engine", ["sqlite-file", "postgresql"], indirect=True)
def test_a_turn_under_way_is_waited_for_and_erased_with_the_rest(store: Store) -> None:
    put_order(store)
    relais = assistant(store)
    relais.turn("c1", ASK)
    reached, go_on = threading.Event(), threading.Event()

    def pause(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO audit"):
            reached.set()
            assert go_on.wait(20)

    event.listen(store.engine, "after_cursor_execute", pause)
    turn = threading.Thread(target=relais.turn, args=("c1", YES))
    turn.start()
    assert reached.wait(20)
    erasing = threading.Thread(target=gone, args=(store,))
    erasing.start()
    erasing.join(0.5)
    assert erasing.is_alive()  # it waits for the turn
    go_on.set()
    turn.join(20)
    erasing.join(20)
    assert not erasing.is_alive()
    assert LEA not in dump(store)
    with store.transaction() as tx:
        order = tx.orders.get("pictoonline", "204001")
        assert order
        assert order.stage == "cancelled"  # the turn was whole
        assert tx.conversations.get("c1") is None
        assert tx.connection.execute(select(audit.c.who)).scalars().all() == [None]


def test_a_message_that_comes_just_after_is_not_kept(store: Store) -> None:
    log = MessageLog(store.engine)
    with store.transaction() as tx:
        tx.conversations.put(Conversation("c1", "pictoonline", LEA, {}, NOW))
    gone(store)
    assert not log.accept("c1", "m1", "bonjour, je suis Léa", NOW)
    log.post("c1", {"text": "Bonjour Léa"}, NOW)
    assert "Léa" not in dump(store)
