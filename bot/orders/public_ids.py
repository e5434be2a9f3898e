"""The numbers under which customers and staff know what the assistant registered."""

from __future__ import annotations

PREFIXES = {
    "ticket": "T",
    "incident": "I",
    "claim": "C",
    "return": "R",
    "refund_request": "D",
    "stop_request": "S",
    "credit_note": "A",
    "email": "E",
}


def public_id(entity: str, row_id: int) -> str:
    """For instance « T-000123 » for the 123rd ticket."""
    return f"{PREFIXES[entity]}-{row_id:06d}"
