"""The durable log on every kind of database."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.channels.message_log import MessageLog
from bot.orders.store import Conversation, Store

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone.utc)


@pytest.fixture
def log(store: Store) -> MessageLog:
    with store.transaction() as tx:
        for id in ("c", "d"):
            tx.conversations.put(Conversation(id, "pictoonline", created_at=NOW))
    return MessageLog(store.engine)


def test_a_message_is_accepted_once(log: MessageLog) -> None:
    assert log.accept("c", "m1", "bonjour", NOW)
    assert not log.accept("c", "m1", "autre chose", NOW)
    assert log.accept("d", "m1", "bonjour", NOW)
    assert [event.payload["text"] for event in log.events_after("c", 0)] == ["bonjour"]


def test_a_message_is_answered_once(log: MessageLog) -> None:
    log.accept("c", "m1", "bonjour", NOW)
    assert log.answer("c", "m1", [{"text": "a"}, {"text": "b"}], NOW)
    assert not log.answer("c", "m1", [{"text": "c"}], NOW)
    assert [(event.seq, event.kind) for event in log.events_after("c", 0)] == [
        (1, "said"),
        (2, "message"),
        (3, "message"),
    ]


def test_events_are_numbered_within_their_conversation(log: MessageLog) -> None:
    log.post("c", {"text": "a"}, NOW)
    log.post("d", {"text": "b"}, NOW)
    log.post("c", {"text": "c"}, NOW)
    assert [event.seq for event in log.events_after("c", 0)] == [1, 2]
    assert [event.payload for event in log.events_after("c", 1)] == [{"text": "c"}]
    assert [event.at for event in log.events_after("d", 0)] == [NOW]


def test_any_text_can_be_kept(log: MessageLog) -> None:
    log.accept("c", "m1", "é\ud800\x00🙂'; DROP TABLE web_events; --", NOW)
    assert "🙂" in log.events_after("c", 0)[0].payload["text"]
