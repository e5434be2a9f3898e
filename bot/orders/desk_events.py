"""What an outside desk is still to be told. Taken on loan like the outbox's letters; per ticket in order."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from bot.orders.desk_tables import desk_events

OPENED, MESSAGE, CLOSED = "ticket.opened", "ticket.message", "ticket.closed"
LOAN = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
MAX_ATTEMPTS = 180  # with these waits a desk may be away for a week


@dataclass(frozen=True)
class DeskEvent:
    """``event_id`` is the same at every attempt; ``attempts`` counts this one."""

    id: int
    event_id: str
    kind: str
    ticket_id: int
    message_id: int | None
    merchant: str
    at: datetime
    attempts: int
    due_at: datetime | None = None
    delivered_at: datetime | None = None
    last_error: str | None = None


class DeskEventRepository:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, kind: str, ticket_id: int, merchant: str, at: datetime, message_id: int | None = None
    ) -> None:
        """Belongs to the transaction that brought it about. A merchant without a desk keeps it waiting."""
        values = {"event_id": f"evt_{uuid.uuid4().hex}", "kind": kind, "ticket_id": ticket_id, "at": at}
        self._connection.execute(
            insert(desk_events), {**values, "merchant": merchant, "message_id": message_id}
        )

    def take(self, merchants: Collection[str], now: datetime) -> DeskEvent | None:
        """The oldest event of these merchants that is due and whose ticket waits for no earlier one, lent to
        the caller; call it in a transaction of its own."""
        earlier = desk_events.alias()
        first = ~(
            select(earlier.c.id)
            .where(
                earlier.c.ticket_id == desk_events.c.ticket_id,
                earlier.c.id < desk_events.c.id,
                earlier.c.delivered_at.is_(None),
                earlier.c.attempts < MAX_ATTEMPTS,
            )
            .exists()
        )
        query = (
            _events()
            .where(
                *_waiting(),
                desk_events.c.merchant.in_(list(merchants)),
                desk_events.c.due_at.is_(None) | (desk_events.c.due_at <= now),
                first,
            )
            .order_by(desk_events.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)  # another process gets another one
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        lent = {"attempts": row.attempts + 1, "due_at": now + LOAN}
        self._set(row.id, **lent)
        return DeskEvent(**{**row._mapping, **lent})

    def delivered(self, id: int, at: datetime) -> None:
        self._set(id, delivered_at=at, last_error=None, due_at=None)

    def failed(self, event: DeskEvent, error: str, now: datetime, after: timedelta | None = None) -> None:
        """Not this time. It waits twice as long each time, and at least ``after`` where the desk said so."""
        wait = min(FIRST_WAIT * 2 ** min(event.attempts - 1, 20), LONGEST_WAIT)
        self._set(event.id, last_error=error[:500], due_at=now + max(wait, after or wait))

    def waiting(self, limit: int = 100) -> list[DeskEvent]:
        """Not delivered yet, given up ones included; the oldest first."""
        query = _events().where(desk_events.c.delivered_at.is_(None)).order_by(desk_events.c.id).limit(limit)
        return [DeskEvent(**row._mapping) for row in self._connection.execute(query)]

    def count_waiting(self) -> int:
        query = select(func.count()).select_from(desk_events).where(desk_events.c.delivered_at.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def revive(self) -> int:
        """Those that wait, given up or not, are due at once; how many."""
        query = update(desk_events).where(desk_events.c.delivered_at.is_(None))
        return int(self._connection.execute(query.values(attempts=0, due_at=None)).rowcount)

    def _set(self, id: int, **values: Any) -> None:
        self._connection.execute(update(desk_events).where(desk_events.c.id == id).values(values))


def _events() -> Any:
    return select(*(desk_events.c[name] for name in DeskEvent.__dataclass_fields__))


def _waiting() -> tuple[Any, ...]:
    return desk_events.c.delivered_at.is_(None), desk_events.c.attempts < MAX_ATTEMPTS
