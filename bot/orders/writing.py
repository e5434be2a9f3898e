"""Writes whole orders, many at once: one statement per table and batch, not per order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection

from bot.orders import tables
from bot.orders.loading import PARTS
from bot.orders.mapping import order_row, part_rows
from bot.orders.merging import adopt_assistants_rows
from bot.orders.model import Order
from bot.orders.staying_erased import parts_without_customer, pseudonyms_of, without_customer

BATCH = 500  # keeps the lists of bound values far below either engine's limit
Key = tuple[str, str]


def write_orders(connection: Connection, orders: Sequence[Order], keep_assistants: bool) -> None:
    """Insert the orders, or replace whole those already there (by merchant and number).

    With `keep_assistants`, what the assistant added to an order stays although the new one does not
    mention it.
    """
    for start in range(0, len(orders), BATCH):
        # Of two orders with the same number the later one counts.
        batch = {(order.merchant, row["number_key"]): (order, row)
                 for order in orders[start:start + BATCH] for row in [order_row(order)]}  # fmt: skip
        _write(connection, batch, keep_assistants)


def _write(
    connection: Connection, batch: dict[Key, tuple[Order, dict[str, Any]]], keep_assistants: bool
) -> None:
    known = find_ids(connection, list(batch))
    erased = pseudonyms_of(connection, known) if known else {}
    batch |= {key: (batch[key][0], without_customer(batch[key][1], erased[key])) for key in erased}
    fresh = [row for key, (_, row) in batch.items() if key not in known]
    if known:
        rows = [row | {"known_id": known[key]} for key, (_, row) in batch.items() if key in known]
        names = [name for name in rows[0] if name != "known_id"]
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        connection.execute(
            update(tables.orders).where(tables.orders.c.id == bindparam("known_id")).values(values), rows
        )
        _clear(connection, list(known.values()), keep_assistants)
    ids = dict(known)
    if len(fresh) == 1:
        result = connection.execute(insert(tables.orders), fresh[0])
        ids[fresh[0]["merchant"], fresh[0]["number_key"]] = result.inserted_primary_key[0]
    elif fresh:
        connection.execute(insert(tables.orders), fresh)
        ids |= find_ids(connection, [key for key in batch if key not in known])
    rows_of: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key, (order, _) in batch.items():
        parts = part_rows(order)
        for name, rows in (parts_without_customer(parts) if key in erased else parts).items():
            rows_of[name] += [row | {"order_id": ids[key]} for row in rows]
    if keep_assistants and known:
        adopt_assistants_rows(connection, list(known.values()), rows_of)
    for table, _ in PARTS:
        if rows_of[table.name]:
            connection.execute(insert(table), rows_of[table.name])


def find_ids(connection: Connection, keys: Sequence[Key]) -> dict[Key, int]:
    """The row ids of those of the orders (merchant, number_key) that exist."""
    table, found, by_merchant = tables.orders, {}, defaultdict(list)
    for merchant, key in keys:
        by_merchant[merchant].append(key)
    for merchant, wanted in by_merchant.items():
        same = table.c.number_key == wanted[0] if len(wanted) == 1 else table.c.number_key.in_(wanted)
        for row in connection.execute(
            select(table.c.id, table.c.number_key).where(table.c.merchant == merchant, same)
        ):
            found[merchant, row.number_key] = row.id
    return found


def _clear(connection: Connection, ids: list[int], keep_assistants: bool) -> None:
    for table, _ in PARTS:
        if table is tables.scans:
            continue  # they go with their parcel
        query = delete(table).where(table.c.order_id.in_(ids))
        if keep_assistants and "by_assistant" in table.c:
            query = query.where(table.c.by_assistant.is_(False))
        connection.execute(query)
