"""The durable inbox and event log of the web door. Blocking: call it from a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from bot.channels.messaging.tables import channel_conversations
from bot.channels.tables import web_events, web_messages
from bot.orders.engine import reading
from bot.orders.work_tables import conversations

AT_ONCE = 200  # events read together


@dataclass(frozen=True)
class Event:
    """`kind` is `said` (by the customer) or `message` (by the assistant); `payload` may go to the browser."""

    seq: int
    kind: str
    payload: dict[str, Any]
    at: datetime


class MessageLog:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def accept(self, conversation: str, client_id: str, text: str, at: datetime) -> bool:
        """Keep a customer's message. False if this client id was accepted before, or the conversation is no
        longer there (erased meanwhile): then nothing is to be done.
        """
        with self._engine.begin() as connection:
            return keep(connection, conversation, client_id, text, at)

    def answer(
        self, conversation: str, client_id: str, payloads: Sequence[dict[str, Any]], at: datetime
    ) -> bool:
        """Keep the assistant's messages and mark the customer's as answered. False, and nothing kept, if it
        was answered before."""
        with self._engine.begin() as connection:
            return keep_answer(connection, conversation, client_id, payloads, at)

    def post(self, conversation: str, payload: dict[str, Any], at: datetime) -> None:
        """Keep a message that answers none: a greeting, or later a person's reply. Not in a conversation that
        is no longer there."""
        with self._engine.begin() as connection:
            post_within(connection, conversation, payload, at)

    def events_after(self, conversation: str, seq: int) -> list[Event]:
        with reading(self._engine) as connection:
            return events_after(connection, conversation, seq)


def events_after(connection: Connection, conversation: str, seq: int) -> list[Event]:
    """The next events of a conversation in their order, at most AT_ONCE."""
    columns = (web_events.c.seq, web_events.c.kind, web_events.c.payload, web_events.c.at)
    query = select(*columns).where(web_events.c.conversation_id == conversation, web_events.c.seq > seq)
    return [Event(*row) for row in connection.execute(query.order_by(web_events.c.seq).limit(AT_ONCE))]


def post_within(connection: Connection, conversation: str, payload: dict[str, Any], at: datetime) -> None:
    """`MessageLog.post` as a part of the caller's transaction: kept with it or not at all."""
    append(connection, conversation, "message", [payload], at)


def keep(connection: Connection, conversation: str, client_id: str, text: str, at: datetime) -> bool:
    """`MessageLog.accept` within a transaction that is open."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    take_turns(connection, conversation)
    if not _there(connection, conversation):
        return False
    row = {
        "conversation_id": conversation,
        "client_id": client_id,
        "text": text,
        "received_at": at,
        "place": _last(connection, conversation) + 1,
    }
    if connection.execute(dialect.insert(web_messages).values(row).on_conflict_do_nothing()).rowcount != 1:
        return False
    _add(connection, conversation, "said", [{"id": client_id, "text": text}], at)
    return True


def keep_answer(
    connection: Connection,
    conversation: str,
    client_id: str,
    payloads: Sequence[dict[str, Any]],
    at: datetime,
) -> bool:
    """`MessageLog.answer` within a transaction that is open."""
    take_turns(connection, conversation)
    same = (web_messages.c.conversation_id == conversation) & (web_messages.c.client_id == client_id)
    open_ = update(web_messages).where(same, web_messages.c.answered_at.is_(None))
    if connection.execute(open_.values(answered_at=at)).rowcount != 1:
        return False
    _add(connection, conversation, "message", payloads, at)
    return True


def append(
    connection: Connection, conversation: str, kind: str, payloads: Sequence[dict[str, Any]], at: datetime
) -> None:
    """Events that answer no message, within a transaction that is open."""
    take_turns(connection, conversation)
    if _there(connection, conversation):
        _add(connection, conversation, kind, payloads, at)


def take_turns(connection: Connection, conversation: str) -> None:
    """One writer of a conversation at a time, so that event numbers appear in order. SQLite has but one
    writer.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(
            select(func.pg_advisory_xact_lock(func.hashtextextended("web " + conversation, 0)))
        )


def _there(connection: Connection, conversation: str) -> bool:
    query = select(conversations.c.id).where(conversations.c.id == conversation)
    return connection.execute(query).first() is not None


def _add(
    connection: Connection, conversation: str, kind: str, payloads: Sequence[dict[str, Any]], at: datetime
) -> None:
    seq = _last(connection, conversation)
    rows = [
        {"conversation_id": conversation, "seq": seq + place, "kind": kind, "payload": payload, "at": at}
        for place, payload in enumerate(payloads, start=1)
    ]
    if rows:
        connection.execute(insert(web_events), rows)
        _ring_messaging(connection, conversation, kind, at)


def _ring_messaging(connection: Connection, conversation: str, kind: str, at: datetime) -> None:
    """Where the conversation is held on a messaging channel, there is something to deliver from now on."""
    if kind == "message":
        here = channel_conversations.c.conversation_id == conversation
        idle = channel_conversations.c.due_at.is_(None)
        connection.execute(update(channel_conversations).where(here, idle).values(due_at=at))


def _last(connection: Connection, conversation: str) -> int:
    last = select(func.coalesce(func.max(web_events.c.seq), 0))
    return int(connection.execute(last.where(web_events.c.conversation_id == conversation)).scalar_one())
