"""Which lines of an order a topic is about: of those that the customer names, or of all.

A return asked for an order of stamps and services is about the stamps: the services would only add
"not documented" to the answer, and a person to the offer. "J'ai la trousse mais pas le parfum" names two
lines and is about the missing one. Where no line qualifies, all of them are told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.orders.model import Line, Order
from bot.policies.facts.dispatch import line_left, line_received
from bot.policies.table import Table

Choice = Callable[[Order, list[Line]], list[Line]]


def _labels(order: Order, lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.kind == "label"]


def _physical(order: Order, lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.kind == "physical"]


def _sent(order: Order, lines: list[Line]) -> list[Line]:
    """What has come, else what is on its way."""
    return [line for line in lines if line_received(order, line)] or [
        line for line in lines if line_left(order, line)
    ]


def _missing(order: Order, lines: list[Line]) -> list[Line]:
    return [line for line in lines if not line_received(order, line)]


# Every choice looks only at lines that are not cancelled; ``live`` asks for no more than that.
FOCUS: dict[str, Choice] = {
    "live": lambda order, lines: lines,
    "labels": _labels,
    "physical": _physical,
    "sent": _sent,
    "missing": _missing,
}


def focus(table: Table | None, order: Order, named: Collection[str] = ()) -> list[Line]:
    """The lines to answer about, in the order's own order; all (of those named) when none qualifies."""
    lines = [line for line in order.lines if line.id in named] or list(order.lines)
    if table is None or table.about is None:
        return lines
    live = [line for line in lines if order.line_stage(line) != "cancelled"]
    return FOCUS[table.about](order, live) or live or lines
