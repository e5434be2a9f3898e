"""Reads conversations written in the domain's words (tests/conversations/*/*.yml).

- conversation: what it shows, as a sentence
  merchant: pictoonline
  customer: lea@example.org        # left out: a guest
  now: 2026-11-18T10:00:00+01:00
  orders: [...]                    # orders.schema.json; merchant, number, email, lines have defaults
  coupons_issued: [...]
  turns:
    - say: Je souhaite annuler ma commande
      may_ask: cancel_order        # left out: no. The assistant may ask which topic; the client presses this
      outcomes: [allowed]          # of this turn's decisions, in order
      clauses: [PI-01]             # cited in this turn, all of them
      offer: cancel_with_credit    # or none
      says: ["39,90 €"]            # in the replies, any space matching any space
      says_not: [...]
      buttons: [...]               # titles (or beginnings of titles) offered
    - now: ...
    - set_orders: [...]
  changes:                         # every row that differs at the end, e-mails included
    - {entity: order, number: "204001", stage: cancelled}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).parent
_KEYS = {"conversation", "merchant", "customer", "now", "orders", "coupons_issued", "turns", "changes"}
_TURN = {"say", "may_ask", "outcomes", "clauses", "offer", "says", "says_not", "buttons", "now", "set_orders"}
_LINE = {"id": "L1", "name": "Article", "kind": "physical", "qty": 1, "unit_price": "10.00"}


def conversations() -> Iterator[tuple[str, dict[str, Any]]]:
    """(file and sentence, conversation). ValueError for an unknown key: a misspelt check checks nothing."""
    for path in sorted(HERE.glob("*/*.yml")):
        for item in YAML(typ="safe").load(path.read_text(encoding="utf-8")) or []:
            unknown = set(item) - _KEYS | {key for turn in item["turns"] for key in set(turn) - _TURN}
            if unknown:
                raise ValueError(f"{path.name}: {item.get('conversation')}: unknown keys {sorted(unknown)}")
            yield f"{path.parent.name}/{path.stem}: {item['conversation']}", item


def orders_of(item: dict[str, Any], orders: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The orders with what a reader need not see filled in."""
    return [
        {
            "merchant": item["merchant"],
            "email": item.get("customer") or "client@example.org",
            "stage": "paid",
            **plain(order),
            "lines": [{**_LINE, **line} for line in plain(order).get("lines", [{}])],
        }
        for order in orders
    ]


def plain(value: Any) -> Any:
    """YAML dates as the ISO text that JSON would hold."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime):  # the YAML reader gives UTC without saying so
        return value.replace(tzinfo=timezone.utc).isoformat()
    return value.isoformat() if isinstance(value, date) else value
