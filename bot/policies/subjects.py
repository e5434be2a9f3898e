"""What a topic's decisions are about: the order, its lines, its parcels, or a code."""

from __future__ import annotations

from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from datetime import date, datetime
from decimal import Decimal

from bot.orders.model import Order, Parcel
from bot.policies.calendar import day_of
from bot.policies.coupons import CodeReading
from bot.policies.facts.line import comes_back
from bot.policies.focus import focus
from bot.policies.pack import Pack
from bot.policies.subject import CODE, LINE, ORDER, PARCEL, Subject
from bot.policies.table import Table


@dataclass(frozen=True)
class Case:
    """What is asked, about what, at which instant.

    ``lines``: only these line ids, all when empty; ``parcels``: only these tracking numbers, all when empty.

    ``general``: the rule was told in general (``decide.inform``), not applied to an order.
    """

    topic: str
    now: datetime
    order: Order | None = None
    code: CodeReading | None = None
    said: dict[str, bool] = field(default_factory=dict)
    balance: Decimal | None = None
    message: str = ""
    lines: frozenset[str] = frozenset()
    parcels: frozenset[str] = frozenset()
    general: bool = False


def order_day(case: Case) -> date:
    """The day that chooses the rules in force: the order's own, else today."""
    return day_of((case.order.ordered_at if case.order else None) or case.now)


def whole_of(pack: Pack, case: Case) -> Subject:
    """The case with all of its order."""
    return Subject(
        pack.merchant,
        case.topic,
        case.now,
        case.order,
        said=case.said,
        balance=case.balance,
        message=case.message,
        named=case.lines,
    )


def _asked_about(case: Case, order: Order) -> list[Parcel]:
    """The parcels named, else those that hold a line named, else all."""
    named = [parcel for parcel in order.parcels if parcel.tracking in case.parcels]
    holding = [parcel for parcel in order.parcels if case.lines.intersection(parcel.lines)]
    return named or holding or list(order.parcels)


def subjects(pack: Pack, table: Table | None, case: Case) -> list[Subject]:
    """The subjects of the table, never none: an order without the thing asked for is its own subject."""
    whole = whole_of(pack, case)
    kind = table.subject if table else ORDER
    if kind == CODE and case.code:
        return [with_changes(whole, code=case.code)]
    if kind in (ORDER, CODE) or not case.order:
        return [whole]
    if kind == PARCEL:
        return [with_changes(whole, parcel=parcel) for parcel in _asked_about(case, case.order)] or [whole]
    each = [with_changes(whole, line=line) for line in focus(table, case.order, case.lines)]
    if kind == LINE:
        return each or [whole]
    return [one for one in each if comes_back(one)] or [whole]
