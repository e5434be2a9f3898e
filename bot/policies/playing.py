"""Plays policy cases against packs, and remembers which rules they hit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.orders.model import Order
from bot.policies.cases import EMAIL, PolicyCase
from bot.policies.coupons import CodeReading, read_code, read_order_code
from bot.policies.decide import Case, decide, inform
from bot.policies.decision import Answer
from bot.policies.errors import PackError
from bot.policies.pack import Pack
from bot.policies.table import Rule


@dataclass(frozen=True)
class Played:
    """One case, what it got, and what differs (empty: as expected)."""

    case: PolicyCase
    answer: Answer | None
    rules: tuple[Rule, ...]
    defects: tuple[PackError, ...]


def play(packs: dict[str, Pack], case: PolicyCase) -> Played:
    """Never raises: what the engine raises is a defect of the case's line."""
    pack = packs.get(case.merchant)
    if pack is None:
        return Played(case, None, (), (_defect(case, "", f"pas de marchand {case.merchant}"),))
    asked = as_asked(case)
    try:
        answer = decide(pack, asked) if case.identified else inform(pack, asked)
        differences = list(case.expected.differences(answer))
    except Exception as failure:  # any error of the engine is this case's finding
        return Played(case, None, (), (_defect(case, "", f"le moteur a échoué : {failure!r}"),))
    table = pack.tables.get(case.topic)
    names = {decision.rule for decision in answer.decisions}
    rules = tuple(rule for rule in table.rules if rule.name in names) if table else ()
    return Played(case, answer, rules, tuple(_defect(case, key, text) for key, text in differences))


def play_all(packs: dict[str, Pack], cases: Iterable[PolicyCase]) -> list[Played]:
    return [play(packs, case) for case in cases]


def as_asked(case: PolicyCase) -> Case:
    """The case in the engine's words. The balance is the order's own credit unless the case names one."""
    order = case.order
    return Case(
        topic=case.topic,
        now=case.now,
        order=order,
        code=reading(case) if case.topic == "coupon_not_working" else None,
        said=case.said,
        balance=case.balance if case.balance is not None or order is None else _credit(order),
        message=case.message,
        lines=case.lines,
    )


def reading(case: PolicyCase) -> CodeReading | None:
    """The code against those issued to this customer or to everybody, never another's."""
    customer = case.order.email if case.order else EMAIL
    known = [c.code for c in case.coupons if c.email is None or c.email.casefold() == customer.casefold()]
    return read_code(case.code, case.order, known) if case.code else read_order_code(case.order, known)


def _credit(order: Order) -> Decimal:
    return sum((note.amount - note.used for note in order.credit_notes), Decimal("0"))


def _defect(case: PolicyCase, key: str, message: str) -> PackError:
    return PackError(case.path, case.line, key, f"{case.name} : {message}")
