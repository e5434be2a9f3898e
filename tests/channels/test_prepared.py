"""What every message asks of the database is built and compiled once, on every kind of database."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.sql.compiler import SQLCompiler

from bot.channels.inbox import Inbox
from bot.orders.store import Conversation, Store

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone.utc)


def message(store: Store, inbox: Inbox, number: int) -> None:
    """Counted, taken, decided and answered."""
    at, name = NOW + timedelta(seconds=number), f"m{number}"
    with store.transaction() as tx:
        tx.tallies.add("message:c", at, timedelta(minutes=1))
        taken = inbox.take_within(tx, "c", name, "bonjour", at)
    assert taken.turn
    with store.transaction() as tx:
        conversation = tx.conversations.get("c")
        assert conversation
        tx.tickets.held("c")
        tx.orders.get("pictoonline", "204001")
        tx.orders.credit_balance("pictoonline", "lea@example.org")
        tx.conversations.put(conversation)
        tx.records.add_decision("c", {"topic": "cancel_order", "outcome": "accepted"}, "hash", at)
        assert tx.outcomes.settle("c", name, {"replies": []}, at)
    events, following = inbox.answered(taken.turn, [{"text": "bonjour"}], at)
    assert events
    assert following is None


def test_a_second_message_compiles_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = Inbox(store, 60)
    inbox.live()
    with store.transaction() as tx:
        tx.conversations.put(Conversation("c", "pictoonline", "lea@example.org", created_at=NOW))
    message(store, inbox, 1)
    compiled: list[str] = []
    made = SQLCompiler.__init__

    def counted(
        self: SQLCompiler, dialect: object, statement: object, *more: object, **named: object
    ) -> None:
        compiled.append(str(type(statement)))
        made(self, dialect, statement, *more, **named)

    monkeypatch.setattr(SQLCompiler, "__init__", counted)
    message(store, inbox, 2)
    assert compiled == []
