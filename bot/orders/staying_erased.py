"""A customer who was erased stays so when the shop's next file names them again on the same order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.orders.pseudonyms import LIKE
from bot.orders.tables import orders

Row = dict[str, Any]


def pseudonyms_of(connection: Connection, ids: Mapping[Any, int]) -> dict[Any, str]:
    """Of the orders (row ids by any key) those whose customer was erased, with what stands there instead."""
    keys = {id: key for key, id in ids.items()}
    query = select(orders.c.id, orders.c.email).where(orders.c.id.in_(keys), orders.c.email.like(LIKE))
    return {keys[row.id]: row.email for row in connection.execute(query)}


def without_customer(row: Row, instead: str) -> Row:
    """A row of `orders`."""
    return row | {"email": instead, "email_key": instead}


def parts_without_customer(parts: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The rows of an order's parts, by table."""
    return parts | {"tickets": [ticket | {"email": None} for ticket in parts["tickets"]]}
