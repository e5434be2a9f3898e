"""Reads whole orders: one query for the orders, one for each kind of part, however many orders are asked
for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from bot.orders import tables
from bot.orders.assembling import order_from_rows
from bot.orders.model import Order
from bot.orders.prepared import Prepared
from bot.orders.work_tables import tickets

# Each part's table with the columns that put its rows in their order.
PARTS = (
    (tables.lines, ("order_id", "position")),
    (tables.payments, ("order_id", "position")),
    (tables.parcels, ("order_id", "position")),
    (tables.scans, ("order_id", "parcel", "position")),
    (tables.coupons, ("order_id", "position")),
    (tables.emails, ("id",)),
    (tables.credit_notes, ("id",)),
    (tables.cases, ("id",)),
    (tickets, ("id",)),
)


def _ordered(table: Table, order_by: tuple[str, ...]) -> Select:
    return select(table).order_by(*(table.c[name] for name in order_by))


_OF_ONE = {
    table: Prepared(_ordered(table, by).where(table.c.order_id == bindparam("order"))) for table, by in PARTS
}


def load(
    connection: Connection, query: Select | Prepared, values: Mapping[str, Any] | None = None
) -> list[Order]:
    """The orders that `query`, a select of the table `orders`, finds with `values`, in its order."""
    if isinstance(query, Prepared):
        rows: Sequence[Any] = query.run(connection, values).rows
    else:
        rows = connection.execute(query, values).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    parts: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    found: Any
    for table, order_by in PARTS:
        # A cart has no parcel; what has no parcel has no scan either.
        if table is tables.scans and not any(parts[one]["parcels"] for one in ids):
            continue
        if len(ids) == 1:
            found = _OF_ONE[table].run(connection, {"order": ids[0]})
        else:
            found = connection.execute(_ordered(table, order_by).where(table.c.order_id.in_(ids)))
        for part in found:
            parts[part.order_id][table.name].append(part)
    return [order_from_rows(row, parts[row.id]) for row in rows]
