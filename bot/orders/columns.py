"""Column types that mean the same on SQLite and PostgreSQL.

Both engines see plain types (timestamp, bigint, text); the decorators keep Python's side honest.
"""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, Text
from sqlalchemy.types import TypeDecorator

from bot.orders.plain_text import storable

# SQLite only auto-numbers a column typed INTEGER; PostgreSQL should not run out at two thousand million.
RowId = BigInteger().with_variant(Integer(), "sqlite")


class UtcInstant(TypeDecorator):
    """An aware datetime, kept and given back in UTC. A naive one raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs an offset: {value!r}")
        in_utc = value.astimezone(timezone.utc)
        # SQLite has no time zone: it holds the UTC wall clock, which also sorts as text.
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


class Money(TypeDecorator):
    """A Decimal in EUR, kept as whole cents: exact, and summed by either engine. A third decimal raises
    ValueError."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:
        if value is None:
            return None
        cents = Decimal(value).scaleb(2)
        if cents != cents.to_integral_value():
            raise ValueError(f"money has at most two decimals: {value}")
        return int(cents)

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:
        # sum(bigint) is numeric on PostgreSQL, hence int() before the scale.
        return None if value is None else Decimal(int(value)).scaleb(-2)


class PlainText(TypeDecorator):
    """Text without what PostgreSQL or UTF-8 cannot hold (NUL, lone surrogates): a customer may type
    anything."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else storable(value)
