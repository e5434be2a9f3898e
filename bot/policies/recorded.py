"""A case as JSON beside the decision it led to, so that it can be decided again later by other rules."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.orders.exporting import to_json
from bot.orders.reading import order_from_json, order_problem
from bot.policies.coupons import CodeReading
from bot.policies.subjects import Case


def as_json(case: Case) -> dict[str, Any]:
    """JSON values only; the order in the words of orders.schema.json. The customer's message is left out."""
    return {
        "topic": case.topic,
        "now": case.now.isoformat(),
        "order": to_json(case.order) if case.order else None,
        "code": asdict(case.code) if case.code else None,
        "said": dict(case.said),
        "balance": None if case.balance is None else f"{case.balance:.2f}",
        "lines": sorted(case.lines),
        "parcels": sorted(case.parcels),
        "general": case.general,
    }


def from_json(data: dict[str, Any]) -> Case:
    """The case of what ``as_json`` gave. Raises ValueError for anything that cannot be read any more."""
    try:
        order, code = data["order"], data["code"]
        if order is not None and (problem := order_problem(order)):
            raise ValueError(str(problem))
        return Case(
            topic=data["topic"],
            now=datetime.fromisoformat(data["now"]),
            order=None if order is None else order_from_json(order),
            code=None if code is None else CodeReading(**{**code, "faults": tuple(code["faults"])}),
            said=dict(data["said"]),
            balance=None if data["balance"] is None else Decimal(data["balance"]),
            lines=frozenset(data["lines"]),
            parcels=frozenset(data.get("parcels", ())),  # older records have none
            general=data["general"],
        )
    except (KeyError, TypeError, ArithmeticError) as unreadable:
        raise ValueError(f"unreadable case: {unreadable!r}") from None
