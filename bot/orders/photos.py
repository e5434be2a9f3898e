"""Keeps customers' photos with their ticket or incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from bot.orders.photo_tables import photos
from bot.orders.work_tables import audit

OPENING = ("open_ticket", "open_incident")
KEPT = (
    "id",
    "conversation_id",
    "client_id",
    "merchant",
    "reference",
    "width",
    "height",
    "received_at",
)


@dataclass(frozen=True)
class Photo:
    """A photo without its picture; `reference` is for instance « T-000123 », None while there is none."""

    id: int
    conversation_id: str
    client_id: str
    merchant: str
    reference: str | None
    width: int
    height: int
    received_at: datetime


class PhotoRepository:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, conversation: str, client_id: str) -> Photo | None:
        found = self._select(photos.c.conversation_id == conversation, photos.c.client_id == client_id)
        return found[0] if found else None

    def count(self, conversation: str) -> int:
        query = select(func.count()).select_from(photos).where(photos.c.conversation_id == conversation)
        return int(self._connection.execute(query).scalar_one())

    def add(
        self,
        conversation: str,
        client_id: str,
        merchant: str,
        size: tuple[int, int],
        jpeg: bytes,
        at: datetime,
    ) -> Photo:
        """It goes with the newest ticket or incident of its conversation, or waits for one."""
        values: dict[str, Any] = {
            "conversation_id": conversation,
            "client_id": client_id,
            "merchant": merchant,
            "reference": self._newest_case(conversation),
            "width": size[0],
            "height": size[1],
            "received_at": at,
        }
        row = self._connection.execute(insert(photos), values | {"jpeg": jpeg})
        return Photo(int(row.inserted_primary_key[0]), **values)

    def attach(self, conversation: str, reference: str) -> None:
        """A ticket or an incident was opened: the photos that waited for one go with it."""
        waiting = (photos.c.conversation_id == conversation) & photos.c.reference.is_(None)
        self._connection.execute(update(photos).where(waiting).values(reference=reference))

    def of_reference(self, reference: str) -> list[Photo]:
        """The photos of a ticket or incident, the oldest first."""
        return self._select(photos.c.reference == reference)[::-1]

    def newest(self, limit: int = 50) -> list[Photo]:
        return self._select(limit=limit)

    def one(self, id: int) -> Photo | None:
        found = self._select(photos.c.id == id)
        return found[0] if found else None

    def jpeg(self, id: int) -> bytes:
        """The picture itself. Raises LookupError."""
        found = self._connection.execute(select(photos.c.jpeg).where(photos.c.id == id)).scalar_one_or_none()
        if found is None:
            raise LookupError(f"no photo {id}")
        return bytes(found)

    def _select(self, *conditions: Any, limit: int | None = None) -> list[Photo]:
        query = select(*(photos.c[name] for name in KEPT)).where(*conditions).order_by(photos.c.id.desc())
        return [Photo(**row) for row in self._connection.execute(query.limit(limit)).mappings()]

    def _newest_case(self, conversation: str) -> str | None:
        opened = (audit.c.conversation_id == conversation) & audit.c.effect.in_(OPENING)
        query = select(audit.c.after).where(opened).order_by(audit.c.id.desc()).limit(1)
        after = self._connection.execute(query).scalar_one_or_none()
        return str(after[0]["id"]) if after else None
