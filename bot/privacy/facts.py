"""What stays of an audit row's before and after: the accounting facts."""

from __future__ import annotations

from typing import Any

ACCOUNTING = {
    "entity",
    "id",
    "number",
    "order",
    "stage",
    "amount",
    "line",
    "tracking",
    "kind",
    "reason",
    "status",
}
LONGEST = 60  # characters: a reason is a token or some words, never what a customer wrote


def accounting_facts(rows: Any) -> list[dict[str, Any]]:
    """The rows (JSON values, each {"entity", "id", …}) without anything else."""
    return [
        {name: value for name, value in row.items() if name in ACCOUNTING and len(str(value)) <= LONGEST}
        for row in rows or ()
        if isinstance(row, dict)
    ]
