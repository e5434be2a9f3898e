"""A row of a person in every table there is, made from the table's own description and declaration."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, Float, Integer, LargeBinary, Table, insert
from sqlalchemy.engine import Connection
from sqlalchemy.types import JSON

from bot.orders.columns import Money, UtcInstant
from bot.privacy.registry import holding, tables
from tests.effects.acts import NOW

EMAIL, CONVERSATION, ADDRESS = "zoe.quintrelle@example.org", "conversation-of-zoe", "203.0.113.7"
MARK = "Zoé Quintrelle"  # in every text of every row
OF_KIND: dict[str, tuple[Any, ...]] = {
    "conversation": (CONVERSATION,),
    "email": (EMAIL,),
    "email_key": (EMAIL,),
    "number": ("pictoonline", "900900"),
    "key": (f"message:conversation:{CONVERSATION}",),
}


def fill(connection: Connection) -> None:
    """Row 7 of everything, found by every link that its table declares."""
    for table in tables():
        connection.execute(insert(table), row(table))


def row(table: Table) -> dict[str, Any]:
    values = {column.name: _value(column) for column in table.c}
    for link in holding(table).links:
        if link.kind in OF_KIND:
            values |= dict(zip(link.columns, OF_KIND[link.kind], strict=True))
    if table.name == "orders":
        values |= {"merchant": "pictoonline", "number_key": "900900", "email": EMAIL, "email_key": EMAIL}
    if table.name == "conversations":
        values |= {"id": CONVERSATION, "address": ADDRESS}
    return values


def _value(column: Any) -> Any:
    kind = column.type
    if column.foreign_keys or isinstance(kind, Money):
        return Decimal(7) if isinstance(kind, Money) else 7
    for one, value in (
        (UtcInstant, NOW),
        (datetime, NOW),
        (Boolean, False),
        (Float, 7.0),
        (Date, date(2026, 11, 18)),
        (JSON, [{"entity": "ticket", "id": "T-7", "words": MARK}]),
        (LargeBinary, MARK.encode()),
    ):
        if isinstance(kind, one):
            return value
    # A whole number, also where SQLAlchemy writes it differently per engine.
    return 7 if isinstance(kind, Integer) or "INT" in str(kind).upper() else f"{MARK} {column.name}"
