"""The e-mails waiting to be handed to a mail server.

A sender takes a letter on loan: no other one is given it until the loan ends, and a sender that dies with it
only delays it. No transaction is held open while a mail server thinks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from bot.orders.work_tables import outbox

LOAN = timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
MAX_ATTEMPTS = 12  # with these waits a letter is given up after some 20 hours


@dataclass(frozen=True)
class Letter:
    """``attempts`` counts this one; ``due_at``: not to be taken before; ``last_error`` of the one before."""

    id: int
    recipient: str
    subject: str
    body: str
    queued_at: datetime
    attempts: int
    due_at: datetime | None = None
    delivered_at: datetime | None = None
    last_error: str | None = None

    @property
    def given_up(self) -> bool:
        return self.delivered_at is None and self.attempts >= MAX_ATTEMPTS and self.last_error is not None


class OutboxRepository:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, recipient: str, subject: str, body: str, at: datetime) -> None:
        """A letter that stands on no order; it goes out with the others."""
        letter = {"recipient": recipient, "subject": subject, "body": body, "queued_at": at}
        self._connection.execute(insert(outbox), letter)

    def due(self, now: datetime) -> int:
        """How many letters a sender could take now."""
        query = select(func.count()).select_from(outbox).where(*_takeable(now))
        return int(self._connection.execute(query).scalar_one())

    def take(self, now: datetime) -> Letter | None:
        """The oldest letter that is due, lent to the caller; call it in a transaction of its own."""
        query = (
            _letters()
            .where(*_takeable(now))
            .order_by(outbox.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)  # another sender at work at the same time gets another one
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        lent = {"attempts": row.attempts + 1, "due_at": now + LOAN}
        self._set(row.id, **lent)
        return Letter(**{**row._mapping, **lent})

    def delivered(self, id: int, at: datetime) -> None:
        self._set(id, delivered_at=at, last_error=None, due_at=None)

    def failed(self, letter: Letter, error: str, now: datetime) -> None:
        """Not this time: it is due again after a while, twice as long each time."""
        wait = min(FIRST_WAIT * 2 ** (letter.attempts - 1), LONGEST_WAIT)
        self._set(letter.id, last_error=error, due_at=now + wait)

    def refused(self, id: int, error: str) -> None:
        """For good: trying again would end the same way."""
        self._set(id, last_error=error, attempts=MAX_ATTEMPTS, due_at=None)

    def revive(self) -> int:
        """Letters given up are due again; how many."""
        given_up = (outbox.c.delivered_at.is_(None), outbox.c.attempts >= MAX_ATTEMPTS)
        query = update(outbox).where(*given_up).values(attempts=0, due_at=None)
        return int(self._connection.execute(query).rowcount)

    def letters(self, *, waiting_only: bool = False, limit: int = 100) -> list[Letter]:
        """The newest first."""
        query = _letters().where(outbox.c.delivered_at.is_(None)) if waiting_only else _letters()
        rows = self._connection.execute(query.order_by(outbox.c.id.desc()).limit(limit))
        return [Letter(**row._mapping) for row in rows]

    def _set(self, id: int, **values: Any) -> None:
        self._connection.execute(update(outbox).where(outbox.c.id == id).values(values))


def _letters() -> Any:
    return select(*(outbox.c[name] for name in Letter.__dataclass_fields__))


def _takeable(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        outbox.c.delivered_at.is_(None),
        outbox.c.attempts < MAX_ATTEMPTS,
        outbox.c.due_at.is_(None) | (outbox.c.due_at <= now),
    )
