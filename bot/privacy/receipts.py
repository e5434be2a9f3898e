"""Receipts of erasures. Who holds our key can tell whether a receipt is for an e-mail; nobody can tell from
it whose it is."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from bot.orders.keys import email_key
from bot.privacy.tables import erasures


@dataclass(frozen=True)
class Receipt:
    """`counts`: rows by table, and log lines under « logs »; `merchant`: None for all shops."""

    id: int
    at: datetime
    merchant: str | None
    salt: str
    mark: str
    counts: dict[str, int]

    @property
    def number(self) -> str:
        return f"E-{self.id:06d}"

    def is_for(self, email: str, keys: Sequence[str]) -> bool:
        return any(hmac.compare_digest(self.mark, _mark(email, self.salt, key)) for key in keys)

    def as_dict(self) -> dict[str, Any]:
        return {**vars(self), "id": self.number, "at": self.at.isoformat()}


def write(
    connection: Connection,
    email: str,
    merchant: str | None,
    counts: Mapping[str, int],
    key: str,
    at: datetime,
) -> Receipt:
    salt = secrets.token_hex(16)
    values: dict[str, Any] = {
        "at": at,
        "merchant": merchant,
        "salt": salt,
        "mark": _mark(email, salt, key),
        "counts": dict(counts),
    }
    id = connection.execute(insert(erasures), values).inserted_primary_key[0]
    return Receipt(id=int(id), **values)


def read(connection: Connection) -> list[Receipt]:
    """The newest first."""
    rows = connection.execute(select(erasures).order_by(erasures.c.id.desc()))
    return [Receipt(**row._mapping) for row in rows]


def _mark(email: str, salt: str, key: str) -> str:
    told = f"relais erasure\n{salt}\n{email_key(email)}"
    return hmac.new(key.encode(), told.encode(), hashlib.sha256).hexdigest()
