"""What the assistant registered on an order, when the merchant's file brings that order again.

The file may already know of it (the credit note it issued, the claim it opened) or not yet. Either way it
must
be there once: a row of the file that speaks of the same thing updates the assistant's row instead of
doubling it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from bot.orders import tables
from bot.orders.work_tables import tickets

# By which columns two rows speak of the same thing.
SAME_THING = (
    (tables.emails, ("kind", "sent_at")),
    (tables.credit_notes, ("amount_cents",)),
    (tables.cases, ("kind", "subject", "reason")),
    (tickets, ("public_id",)),
)
# The file's `returns` carry no motive, while the assistant's do.
WITHOUT_REASON = ("return",)


def adopt_assistants_rows(
    connection: Connection, ids: Sequence[int], rows_of: dict[str, list[dict[str, Any]]]
) -> None:
    """Take out of `rows_of` (rows to insert, by table name) those that the assistant already wrote for the
    orders
    `ids`, and bring its rows up to date with them."""
    for table, columns in SAME_THING:
        incoming = rows_of[table.name]
        if not incoming:
            continue
        query = (
            select(table)
            .where(table.c.order_id.in_(ids), table.c.by_assistant.is_(True))
            .order_by(table.c.id)
        )
        kept: dict[tuple[Any, ...], list[int]] = {}
        for row in connection.execute(query).mappings():
            kept.setdefault(_thing(row, columns), []).append(row["id"])
        rows_of[table.name] = []
        for row in incoming:
            same = kept.get(_thing(row, columns))
            if not same:
                rows_of[table.name].append(row)
                continue
            news = {name: value for name, value in row.items() if value is not None and name != "order_id"}
            connection.execute(update(table).where(table.c.id == same.pop(0)).values(news))


def _thing(row: Any, columns: tuple[str, ...]) -> tuple[Any, ...]:
    values = [row["order_id"], *(row[name] for name in columns)]
    if row.get("kind") in WITHOUT_REASON:
        values[-1] = None
    return tuple(values)
