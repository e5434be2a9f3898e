"""How far each conversation is delivered, and who delivers it. Blocking.

A sender takes a conversation on loan (`lease`): nobody else sends in it until the loan ends, and a sender
that dies only delays it. No transaction is open while a platform thinks.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.engine import Connection

from bot.channels.message_log import Event, take_turns
from bot.channels.messaging.tables import channel_conversations as rows
from bot.channels.tables import web_events

LONGEST_TURN = 50  # messages
LOAN = timedelta(seconds=90)  # longer than any one call to a platform takes


@dataclass(frozen=True)
class Due:
    """A conversation on loan. `lease` proves it; `parts` messages of the event after `seq` are sent.
    `held`: why nothing could be sent since the customer wrote."""

    conversation: str
    channel: str
    merchant: str
    peer: str
    context: dict[str, Any]
    seq: int
    parts: int
    attempts: int
    last_in_at: datetime
    lease: str
    held: str | None


def take(connection: Connection, channels: Collection[str], now: datetime, limit: int) -> list[Due]:
    """The conversations that have waited longest, lent to the caller. A transaction of its own."""
    free = or_(rows.c.leased_until.is_(None), rows.c.leased_until < now)
    query = select(rows).where(rows.c.due_at <= now, free, rows.c.channel.in_(list(channels)))
    query = query.order_by(rows.c.due_at).limit(limit).with_for_update(skip_locked=True)
    found = []
    for row in connection.execute(query).all():
        lease = secrets.token_hex(8)
        _set(connection, row.conversation_id, lease=lease, leased_until=now + LOAN)
        found.append(
            Due(
                row.conversation_id,
                row.channel,
                row.merchant,
                row.peer,
                dict(row.context),
                row.delivered_seq,
                row.delivered_parts,
                row.attempts,
                row.last_in_at,
                lease,
                row.held,
            )
        )
    return found


def last_heard(connection: Connection, due: Due) -> datetime:
    """When the customer last wrote on this channel, in whatever conversation."""
    same = and_(rows.c.channel == due.channel, rows.c.peer == due.peer)
    found: datetime = connection.execute(select(func.max(rows.c.last_in_at)).where(same)).scalar_one()
    return found


def _next_message(connection: Connection, due: Due, seq: int) -> Event | None:
    columns = (web_events.c.seq, web_events.c.kind, web_events.c.payload, web_events.c.at)
    query = select(*columns).where(
        web_events.c.conversation_id == due.conversation,
        web_events.c.seq > seq,
        web_events.c.kind == "message",
    )
    row = connection.execute(query.order_by(web_events.c.seq).limit(1)).one_or_none()
    return None if row is None else Event(*row)


def turn_of(connection: Connection, due: Due, first: Event) -> list[Event]:
    """The events of the turn that `first` begins, `first` included: they were kept together."""
    answers, columns = first.payload.get("answers"), (web_events.c.seq, web_events.c.kind)
    if not answers or first.payload.get("last"):
        return [first]
    query = select(*columns, web_events.c.payload, web_events.c.at).where(
        web_events.c.conversation_id == due.conversation,
        web_events.c.seq >= first.seq,
        web_events.c.kind == "message",
    )
    found = [Event(*row) for row in connection.execute(query.order_by(web_events.c.seq).limit(LONGEST_TURN))]
    others = (place for place, one in enumerate(found) if one.payload.get("answers") != answers)
    return found[: next(others, len(found))]


def sent(
    connection: Connection, due: Due, seq: int, parts: int, choices: Collection[str] | None, now: datetime
) -> bool:
    """All up to `seq` is delivered, and `parts` messages of the next event. False: the loan is another's.

    `choices`: what numbers mean to the customer from now on; None leaves it.
    """
    take_turns(connection, due.conversation)  # before its row, as all writers of the log do
    values: dict[str, Any] = {"delivered_seq": seq, "delivered_parts": parts, "attempts": 0}
    values |= {"leased_until": now + LOAN, "last_error": None}
    if choices is not None:
        values["choices"] = list(choices)
    return _set_mine(connection, due, **values)


def go_on(connection: Connection, due: Due, seq: int, now: datetime) -> Event | None:
    """The first event after `seq` that is to be shown to the customer. None: the loan is given back, and what
    comes from now on makes the conversation due again (writers of the log wait for `take_turns` too)."""
    take_turns(connection, due.conversation)
    event = _next_message(connection, due, seq)
    if event is None:
        _set_mine(connection, due, due_at=None, leased_until=None, lease=None)
    return event


def later(connection: Connection, due: Due, at: datetime, words: str, attempts: int) -> None:
    _set_mine(connection, due, due_at=at, leased_until=None, lease=None, last_error=words, attempts=attempts)


def hold(connection: Connection, due: Due, words: str) -> bool:
    """Until the customer writes again."""
    return _set_mine(connection, due, due_at=None, leased_until=None, lease=None, held=words)


def _set_mine(connection: Connection, due: Due, **values: Any) -> bool:
    mine = and_(rows.c.conversation_id == due.conversation, rows.c.lease == due.lease)
    return int(connection.execute(update(rows).where(mine).values(values)).rowcount) == 1


def _set(connection: Connection, conversation: str, **values: Any) -> None:
    connection.execute(update(rows).where(rows.c.conversation_id == conversation).values(values))
