"""Single fields of a policy case; each defect is reported to the reader."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from bot.policies.checks import Reader
from bot.policies.facts.talk import ASKABLE


def read_instant(reader: Reader) -> datetime:
    """``now``, with its offset."""
    text = reader.text("now")
    try:
        now = datetime.fromisoformat(text)
        if now.tzinfo:
            return now
    except ValueError:
        pass
    if text:
        reader.fail("now", f"instant avec décalage attendu, comme 2026-11-18T10:00:00+01:00, reçu « {text} »")
    return datetime.max


def read_said(reader: Reader) -> dict[str, bool]:
    """What the customer has stated, by fact."""
    if not reader.has("said"):
        return {}
    inner = reader.inside("said")
    inner.only(*ASKABLE)
    return {str(name): inner.flag(name) for name in inner.node} if isinstance(inner.node, dict) else {}


def read_amount(reader: Reader) -> Decimal | None:
    """``balance`` in EUR, None when it is absent."""
    value = reader.get("balance")
    try:
        return None if value is None else Decimal(str(value))
    except ArithmeticError:
        reader.fail("balance", f"montant attendu comme 12.50, reçu « {value} »")
        return None
