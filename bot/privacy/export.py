"""Everything held of a person, as JSON that people can read (RGPD, articles 15 and 20)."""

from __future__ import annotations

import base64
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.orders.exporting import to_json
from bot.orders.instants import money_text
from bot.orders.loading import load
from bot.orders.store import Store
from bot.orders.tables import orders
from bot.privacy.logs import lines_with
from bot.privacy.person import Person, find, rows_of
from bot.privacy.registry import check_known, holding, tables
from bot.privacy.words import words_of


def export(store: Store, email: str, merchant: str | None, logs: Path, at: datetime) -> dict[str, Any]:
    """{"person", "merchant", "made_at", "orders": [as in order files], "held": {title: [rows]}, "logs":
    [lines]}.

    Raises Undeclared, OSError.
    """
    with store.transaction() as tx:
        check_known(tx.connection)
        person = find(tx.connection, email, merchant)
        held = _held(tx.connection, person)
        words = words_of(tx.connection, person)
        mine = load(tx.connection, select(orders).where(orders.c.id.in_(sorted(person.orders))))
    return {
        "person": person.email,
        "merchant": merchant,
        "made_at": at.isoformat(timespec="seconds"),
        "orders": [to_json(order) for order in mine],
        "held": held,
        "logs": lines_with(logs, words),
    }


def _held(connection: Connection, person: Person) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for table in tables():
        said = holding(table)
        if said.exported and said.links and table is not orders:
            found[said.title] = [
                {name: _plain(value) for name, value in row.items() if value is not None}
                for row in rows_of(connection, table, person)
            ]
    return {title: rows for title, rows in found.items() if rows}


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return money_text(value)
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
