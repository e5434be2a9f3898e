"""An Order as JSON data that fits orders.schema.json."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from bot.orders.instants import money_text
from bot.orders.model import Order


def to_json(order: Order) -> dict[str, Any]:
    """The order in the schema's words: money as « 39.90 », instants with their offset (UTC), what is
    unknown left out.

    `incidents`, `tickets` and `stop_requested` are added to the schema's fields where there are any.
    """
    data: dict[str, Any] = _plain(order)
    return {name: value for name, value in data.items() if name == "lines" or value not in ([], False)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = ((name, getattr(value, name)) for name in _names(value.__class__))
        # A scan must say that its instant is unknown; elsewhere the field is simply not there.
        return {
            name: _plain(item)
            for name, item in named
            if item is not None or (name == "at" and hasattr(value, "at"))
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return money_text(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value
