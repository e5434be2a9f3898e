"""Everything a database holds, as one text."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import inspect, text

from bot.orders.store import Store


def dump(store: Store) -> str:
    with store.transaction() as tx:
        names = sorted(inspect(tx.connection).get_table_names())
        rows = {
            name: [dict(row) for row in tx.connection.execute(text(f'SELECT * FROM "{name}"')).mappings()]
            for name in names
        }
    # What JSON columns hold escaped is here as it reads.
    return json.dumps(_read(rows), ensure_ascii=False, default=str)


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _read(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_read(item) for item in value]
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return _read(json.loads(value))
        except ValueError:
            return value
    return bytes(value).decode("utf-8", "replace") if isinstance(value, (bytes, memoryview)) else value
