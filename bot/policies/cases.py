"""Policy cases: ``<merchant>/<topic>.yml``, each a list of situations with the answer they must get.

A case says ``now``, the ``order`` (as in orders.schema.json, with defaults), what the customer typed or said,
and what is expected. Defects are named by file, line and key like those of a pack.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.orders.model import MERCHANTS, IssuedCoupon, Order
from bot.policies.case_fields import read_amount, read_instant, read_said
from bot.policies.checks import Reader
from bot.policies.errors import PackError, PackErrors
from bot.policies.expected import Expected, read_expected
from bot.policies.source import Source, plain, read_any
from bot.policies.vocabulary import TOPICS

# JSON of orders.schema.json in; orders, coupons and what is wrong out (bot.orders.importing.parse_orders).
Parse = Callable[[Any], tuple[list[Order], list[IssuedCoupon], list[Any]]]
EMAIL = "client@example.org"
_LINE = {"id": "L1", "name": "Article", "kind": "physical", "qty": 1, "unit_price": "10.00"}
_KEYS = (
    "case", "now", "order", "coupons_issued", "code", "said", "identified", "balance", "message", "lines",
    "expect", "says", "says_not", "asks", "does",
)  # fmt: skip


@dataclass(frozen=True)
class PolicyCase:
    """``code`` is typed in the chat; ``identified`` False asks for the rule as information."""

    path: Path
    line: int
    merchant: str
    topic: str
    name: str
    now: datetime
    expected: Expected
    order: Order | None = None
    coupons: tuple[IssuedCoupon, ...] = ()
    code: str | None = None
    said: dict[str, bool] = field(default_factory=dict)
    identified: bool = True
    balance: Decimal | None = None
    message: str = ""
    lines: frozenset[str] = frozenset()


def load_cases(root: Path, parse: Parse, only: Collection[str] = ()) -> list[PolicyCase]:
    """Every case below ``root``, or of ``only`` some merchants, in the order of the files.

    Raises PackErrors with all defects.
    """
    errors: list[PackError] = []
    found: list[PolicyCase] = []
    for path in sorted(root.glob("*/*.y*ml")):
        if only and path.parent.name not in only:
            continue
        if path.stem not in TOPICS or path.suffix != ".yml":
            errors.append(PackError(path, 1, "", f"« {path.name} » n'est pas <sujet>.yml"))
            continue
        try:
            source = read_any(path, dates=False)
        except PackError as broken:
            errors.append(broken)
            continue
        found += _cases(source, parse, errors)
    if errors:
        raise PackErrors(errors)
    return found


def _cases(source: Source, parse: Parse, errors: list[PackError]) -> list[PolicyCase]:
    if not isinstance(source.tree, list):
        errors.append(source.error((), "une liste de cas est attendue"))
        return []
    before = len(errors)
    made = [_case(Reader(source, (index,), errors), parse) for index in range(len(source.tree))]
    return [case for case in made if case] if len(errors) == before else []


def _case(reader: Reader, parse: Parse) -> PolicyCase | None:
    reader.only(*_KEYS)
    if not isinstance(reader.node, dict):
        return None
    path, number = reader.source.path, reader.source.line(reader.where)
    merchant = path.parent.name
    orders, coupons = _store(reader, merchant, parse)
    return PolicyCase(
        path=path,
        line=number,
        merchant=merchant,
        topic=path.stem,
        name=reader.text("case"),
        now=read_instant(reader),
        expected=read_expected(reader),
        order=orders[0] if orders else None,
        coupons=tuple(coupons),
        code=reader.text("code", required=False) or None,
        said=read_said(reader),
        identified=reader.flag("identified") if reader.has("identified") else True,
        balance=read_amount(reader),
        message=reader.text("message", required=False),
        lines=frozenset(map(str, reader.items("lines"))),
    )


def _store(reader: Reader, merchant: str, parse: Parse) -> tuple[list[Order], list[IssuedCoupon]]:
    given = plain(reader.get("order"))
    known = (
        merchant if merchant in MERCHANTS else MERCHANTS[0]
    )  # the schema lists the five; packs may be more
    base = {"merchant": known, "number": "1001", "email": EMAIL, "lines": [_LINE]}
    orders = [{**base, **given}] if isinstance(given, dict) else []
    coupons = [
        {"merchant": known, **coupon} if isinstance(coupon, dict) else coupon
        for coupon in plain(reader.items("coupons_issued"))
    ]
    if reader.has("order") and not orders:
        reader.fail("order", "commande attendue, comme dans orders.schema.json")
    read, issued, wrong = parse({"orders": orders, "coupons_issued": coupons})
    for problem in wrong:
        reader.fail("order" if orders else "coupons_issued", str(problem))
    return [with_changes(order, merchant=merchant) for order in read], issued
