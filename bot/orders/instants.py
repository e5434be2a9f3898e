"""Instants, dates and amounts as the order files write them."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-]\d\d):?(\d\d))", re.ASCII
)
_MONEY = re.compile(r"\d{1,10}(?:\.\d{1,2})?", re.ASCII)


def parse_instant(text: str) -> datetime:
    """An ISO 8601 instant with an offset, in UTC. Raises ValueError; without an offset too."""
    match = _INSTANT.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    day, minute, second, fraction, _, hours, minutes = match.groups()
    offset = f"{hours}:{minutes}" if hours else "+00:00"
    micros = (fraction or "")[:6].ljust(6, "0")
    try:
        return datetime.fromisoformat(f"{day}T{minute}:{second or '00'}.{micros}{offset}").astimezone(
            timezone.utc
        )
    except OverflowError as error:  # the first and the last hours of the calendar
        raise ValueError(text) from error


def parse_money(value: Any) -> Decimal:
    """A non-negative amount with at most two decimals, from a string or a number. Raises ValueError."""
    if isinstance(value, str):
        text = value
    else:
        number = Decimal(str(value))
        if not number.is_finite() or number.adjusted() > 10:  # 1e999999999 would be long to write out
            raise ValueError(value)
        text = format(number, "f")
    if _MONEY.fullmatch(text) is None:
        raise ValueError(text)
    return Decimal(text)


def money_text(amount: Decimal) -> str:
    """For instance « 39.90 »."""
    return f"{amount:.2f}"
