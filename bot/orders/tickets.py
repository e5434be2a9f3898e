"""Tickets as people work on them: found, listed, taken, given back, closed, written to.

A ticket that is taken and not closed has its conversation: the assistant is silent there meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from bot.orders.desk_tables import ticket_messages
from bot.orders.prepared import Prepared
from bot.orders.tables import orders
from bot.orders.work_tables import tickets

OPEN, TAKEN, CLOSED = "open", "taken", "closed"
CUSTOMER, PERSON, ASSISTANT = "customer", "person", "assistant"
FOR_STAFF = "channel_undelivered"  # reason of a note to staff, which is no matter of the customer's
_JOINED = ("number", "order")


@dataclass(frozen=True)
class Ticket:
    """``number`` is what people call it (T-000123), ``order`` the order's number."""

    id: int
    number: str
    order: str | None
    merchant: str
    email: str | None
    reason: str
    description: str | None
    conversation_id: str | None
    opened_at: datetime
    taken_by: str | None
    taken_at: datetime | None
    acknowledged_at: datetime | None
    closed_at: datetime | None
    changed_at: datetime | None
    desk_ref: str | None

    @property
    def state(self) -> str:
        return CLOSED if self.closed_at else TAKEN if self.taken_at else OPEN


@dataclass(frozen=True)
class TicketMessage:
    id: int
    author: str
    name: str | None
    text: str
    at: datetime
    way: str | None


class TicketRepository:
    """The assistant's own tickets; those a merchant's file brought in are the merchant's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, number: str, merchant: str | None = None, lock: bool = False) -> Ticket | None:
        """By its number in any case, with or without its zeros: « t-12 »."""
        wanted = tickets.c.public_id == canonical(number)
        query = _tickets().where(wanted if merchant is None else wanted & (tickets.c.merchant == merchant))
        return self._one(query.with_for_update(of=tickets) if lock else query)

    def by_id(self, id: int) -> Ticket | None:
        return self._one(_tickets().where(tickets.c.id == id))

    def by_desk_ref(self, merchant: str, ref: str) -> Ticket | None:
        return self._one(_tickets().where(tickets.c.merchant == merchant, tickets.c.desk_ref == ref))

    def listed(self, state: str | None = None, merchant: str | None = None, limit: int = 100) -> list[Ticket]:
        """The newest first; ``state``: open, taken, closed, or None for all."""
        query = _tickets()
        if state is not None:
            query = query.where(*_in_state(state))
        if merchant is not None:
            query = query.where(tickets.c.merchant == merchant)
        return [
            _ticket(row) for row in self._connection.execute(query.order_by(tickets.c.id.desc()).limit(limit))
        ]

    def held(self, conversation_id: str) -> Ticket | None:
        """The ticket by which a person has this conversation."""
        row = _HELD.run(self._connection, {"conversation": conversation_id}).first()
        return None if row is None else _ticket(row)

    def of_conversation(self, conversation_id: str) -> Ticket | None:
        """The customer's newest one that is not closed."""
        row = _NEWEST.run(self._connection, {"conversation": conversation_id}).first()
        return None if row is None else _ticket(row)

    def about(self, merchant: str, reason: str, order: str | None, conversation_id: str) -> Ticket | None:
        """The newest one on that matter that is not closed: of that order in whatever conversation, else of
        this conversation."""
        same = orders.c.number == order if order else tickets.c.conversation_id == conversation_id
        matter = (tickets.c.merchant == merchant, tickets.c.reason == reason, tickets.c.closed_at.is_(None))
        return self._one(_tickets().where(*matter, same).order_by(tickets.c.id.desc()))

    def set(self, id: int, **values: Any) -> None:
        self._connection.execute(update(tickets).where(tickets.c.id == id).values(values))

    def add_message(
        self, id: int, author: str, text: str, at: datetime, name: str | None = None, way: str | None = None
    ) -> int:
        values = {"ticket_id": id, "author": author, "name": name, "text": text, "at": at, "way": way}
        return int(self._connection.execute(insert(ticket_messages), values).inserted_primary_key[0])

    def messages(self, id: int) -> list[TicketMessage]:
        query = select(*(ticket_messages.c[name] for name in TicketMessage.__dataclass_fields__))
        query = query.where(ticket_messages.c.ticket_id == id).order_by(ticket_messages.c.id)
        return [TicketMessage(**row._mapping) for row in self._connection.execute(query)]

    def _one(self, query: Any) -> Ticket | None:
        row = self._connection.execute(query.limit(1)).one_or_none()
        return None if row is None else _ticket(row)


def canonical(number: str) -> str:
    """« t12 » as « T-000012 »; what is no such number stays as it is."""
    bare = "".join(char for char in number.upper() if char.isalnum())
    digits = bare.removeprefix("T")
    return f"T-{int(digits):06d}" if digits.isascii() and digits.isdigit() and len(digits) < 15 else number


def _tickets() -> Any:
    columns = [tickets.c[name] for name in Ticket.__dataclass_fields__ if name not in _JOINED]
    query = select(tickets.c.public_id.label("number"), orders.c.number.label("order"), *columns)
    return query.select_from(tickets.outerjoin(orders)).where(tickets.c.by_assistant.is_(True))


def _ticket(row: Any) -> Ticket:
    return Ticket(**row._asdict())


def _in_state(state: str) -> tuple[Any, ...]:
    if state == CLOSED:
        return (tickets.c.closed_at.is_not(None),)
    taken = tickets.c.taken_at.is_not(None) if state == TAKEN else tickets.c.taken_at.is_(None)
    return taken, tickets.c.closed_at.is_(None)


_HELD = Prepared(
    _tickets()
    .where(tickets.c.conversation_id == bindparam("conversation"), *_in_state(TAKEN))
    .order_by(tickets.c.id.desc())
    .limit(1)
)
_NEWEST = Prepared(  # as _HELD, asked at every turn
    _tickets()
    .where(
        tickets.c.conversation_id == bindparam("conversation"),
        tickets.c.closed_at.is_(None),
        tickets.c.reason != FOR_STAFF,
    )
    .order_by(tickets.c.id.desc())
    .limit(1)
)
