"""The e-mails waiting to be handed to a mail server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from bot.orders.work_tables import outbox


@dataclass(frozen=True)
class Letter:
    id: int
    recipient: str
    subject: str
    body: str
    queued_at: datetime
    attempts: int


class OutboxRepository:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self, limit: int = 50, max_attempts: int = 10) -> list[Letter]:
        """The oldest letters not delivered yet; another sender at work at the same time is given other
        ones."""
        query = (
            select(*(outbox.c[name] for name in Letter.__dataclass_fields__))
            .where(outbox.c.delivered_at.is_(None), outbox.c.attempts < max_attempts)
            .order_by(outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [Letter(**row._mapping) for row in self._connection.execute(query)]

    def delivered(self, id: int, at: datetime) -> None:
        self._connection.execute(
            update(outbox).where(outbox.c.id == id).values(delivered_at=at, last_error=None)
        )

    def failed(self, id: int, error: str) -> None:
        """Count an attempt that failed."""
        values = {"attempts": outbox.c.attempts + 1, "last_error": error}
        self._connection.execute(update(outbox).where(outbox.c.id == id).values(values))
