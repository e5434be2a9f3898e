"""The durable inbox and event log of the web door. Blocking: call it from a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection, Engine

from bot.channels import log_statements as ask
from bot.orders.engine import reading


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
            return keep(connection, conversation, client_id, text, at) is not None

    def answer(
        self, conversation: str, client_id: str, payloads: Sequence[dict[str, Any]], at: datetime
    ) -> bool:
        """Keep the assistant's messages and mark the customer's as answered. False, and nothing kept, if it
        was answered before."""
        with self._engine.begin() as connection:
            return keep_answer(connection, conversation, client_id, payloads, at) is not None

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
    return [Event(*row) for row in ask.AFTER.run(connection, {"conversation": conversation, "seen": seq})]


def post_within(connection: Connection, conversation: str, payload: dict[str, Any], at: datetime) -> None:
    """`MessageLog.post` as a part of the caller's transaction: kept with it or not at all."""
    append(connection, conversation, "message", [payload], at)


def keep(
    connection: Connection, conversation: str, client_id: str, text: str, at: datetime
) -> list[Event] | None:
    """`MessageLog.accept` within a transaction that is open: what is new; None instead of False."""
    take_turns(connection, conversation)
    last = _last_if_there(connection, conversation)
    if last is None:
        return None
    row = {
        "conversation_id": conversation,
        "client_id": client_id,
        "text": text,
        "received_at": at,
        "place": last + 1,
    }
    if ask.KEEP.run(connection, row).rowcount != 1:
        return None
    return _add(connection, conversation, "said", [{"id": client_id, "text": text}], at, last)


def keep_answer(
    connection: Connection,
    conversation: str,
    client_id: str,
    payloads: Sequence[dict[str, Any]],
    at: datetime,
) -> list[Event] | None:
    """`MessageLog.answer` within a transaction that is open: what is new; None instead of False."""
    take_turns(connection, conversation)
    values = {"conversation": conversation, "client": client_id, "now": at}
    if ask.ANSWERED.run(connection, values).rowcount != 1:
        return None
    last = int(ask.LAST.run(connection, {"conversation": conversation}).scalar_one())
    return _add(connection, conversation, "message", payloads, at, last)


def append(
    connection: Connection, conversation: str, kind: str, payloads: Sequence[dict[str, Any]], at: datetime
) -> None:
    """Events that answer no message, within a transaction that is open."""
    take_turns(connection, conversation)
    last = _last_if_there(connection, conversation)
    if last is not None:
        _add(connection, conversation, kind, payloads, at, last)


def take_turns(connection: Connection, conversation: str) -> None:
    """One writer of a conversation at a time, so that event numbers appear in order. SQLite has but one
    writer.
    """
    if connection.dialect.name == "postgresql":
        ask.TURNS.run(connection, {"key": "web " + conversation})


def _last_if_there(connection: Connection, conversation: str) -> int | None:
    """The number of a conversation's last event, 0 without one; None without the conversation."""
    last: int | None = ask.THERE.run(connection, {"conversation": conversation}).scalar_one_or_none()
    return last


def _add(
    connection: Connection,
    conversation: str,
    kind: str,
    payloads: Sequence[dict[str, Any]],
    at: datetime,
    seq: int,
) -> list[Event]:
    """Events that follow number `seq`, as a reader of the log will find them."""
    rows: list[dict[str, Any]] = [
        {"conversation_id": conversation, "seq": seq + place, "kind": kind, "payload": payload, "at": at}
        for place, payload in enumerate(payloads, start=1)
    ]
    for row in rows:
        ask.ADD.run(connection, row)
    if rows:
        _ring_messaging(connection, conversation, kind, at)
    return [Event(row["seq"], kind, row["payload"], at) for row in rows]


def _ring_messaging(connection: Connection, conversation: str, kind: str, at: datetime) -> None:
    """Where the conversation is held on a messaging channel, there is something to deliver from now on."""
    if kind == "message":
        ask.RING.run(connection, {"conversation": conversation, "now": at})
