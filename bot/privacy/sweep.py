"""The e-mail address of somebody erased, where others mention it: in tickets, letters, conversations."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import JSON, Table, select, update
from sqlalchemy.engine import Connection

from bot.orders.columns import PlainText
from bot.privacy.mention import INSTEAD, may_mention, pattern
from bot.privacy.registry import holding, tables


def sweep(connection: Connection, email: str) -> int:
    """Puts « [e-mail effacé] » in its place; returns in how many rows. Reads every text of every table that
    holds people."""
    wanted = pattern(email)
    return sum(_sweep(connection, table, email, wanted) for table in tables() if holding(table).links)


def _sweep(connection: Connection, table: Table, email: str, wanted: re.Pattern[str]) -> int:
    keys, changed = list(table.primary_key), set()
    for column in table.c:
        if not isinstance(column.type, (PlainText, JSON)) or column.primary_key:
            continue
        query = select(*keys, column).where(may_mention(column, email))
        for *key, value in connection.execute(query).all():
            news = _without(value, wanted)
            if news != value:
                same = [one == part for one, part in zip(keys, key, strict=True)]
                connection.execute(update(table).where(*same).values({column.name: news}))
                changed.add(tuple(key))
    return len(changed)


def _without(value: Any, wanted: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return wanted.sub(INSTEAD, value)
    if isinstance(value, list):
        return [_without(item, wanted) for item in value]
    if isinstance(value, dict):
        return {_without(name, wanted): _without(item, wanted) for name, item in value.items()}
    return value
