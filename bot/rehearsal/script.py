"""Plays conversations written as JSON Lines (`relais ask --script`), each on a store of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.orders.importing import parse_orders
from bot.orders.instants import parse_instant
from bot.orders.model import IssuedCoupon, Order
from bot.rehearsal.stage import Stage


class ScriptError(ValueError):
    """A conversation that cannot be played as written."""


def play_all(stage: Stage, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The output rows; a conversation that fails gives ``{"id", "error"}`` and the next goes on."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name: Any = f"ligne {number}"
        try:
            script = json.loads(line)
            name = script.get("id", name)
            yield from play(stage, name, script)
        except Exception as failure:  # whatever it is belongs to this conversation alone
            yield {"id": name, "error": f"{type(failure).__name__}: {failure}"}


def play(stage: Stage, name: str, script: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One row per message, then the changes. Raises ScriptError for orders or steps that are not valid."""
    orders, coupons = orders_of(script.get("orders", []), script.get("coupons_issued", []))
    now = instant(script["now"]) if script.get("now") else None
    stage.open(script["merchant"], script.get("customer"), orders, coupons, now)
    for step in script["steps"]:
        if "say" in step:
            yield {"id": name, **asdict(stage.say(step["say"]))}
        elif "now" in step:
            stage.set_now(instant(step["now"]))
        elif "set_orders" in step:
            stage.set_orders(orders_of(step["set_orders"], [])[0])
        else:
            raise ScriptError(f"unknown step {sorted(step)}")
    yield {"id": name, "changes": stage.changes.found()}


def orders_of(orders: Any, coupons: Any) -> tuple[list[Order], list[IssuedCoupon]]:
    found, issued, errors = parse_orders({"orders": orders, "coupons_issued": coupons})
    if errors:
        raise ScriptError("; ".join(str(error) for error in errors))
    return found, issued


def instant(text: str) -> datetime:
    return parse_instant(text)
