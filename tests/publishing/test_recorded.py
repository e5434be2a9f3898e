"""A case comes back from the decision log as it was decided."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings

from bot.orders.model import Order
from bot.orders.store import Store
from bot.policies.calendar import PARIS
from bot.policies.coupons import CodeReading
from bot.policies.recorded import as_json, from_json
from bot.policies.subjects import Case
from tests.orders.samples import full_order, orders

NOW = datetime(2026, 11, 18, 10, tzinfo=PARIS)


@settings(max_examples=60, deadline=None)
@given(orders())
def test_any_order_comes_back(order: Order) -> None:
    case = Case("cancel_order", NOW, order)
    assert from_json(json.loads(json.dumps(as_json(case)))) == case


def test_everything_but_the_message_comes_back() -> None:
    case = Case(
        "coupon_not_working",
        NOW,
        full_order(),
        CodeReading("noel 10", "mistyped", ("spaces", "case"), None),
        {"checked": True},
        Decimal("12.50"),
        "mon code ne marche pas",
        frozenset({"L1", "L2"}),
    )
    again = from_json(json.loads(json.dumps(as_json(case))))
    assert again.message == ""
    assert (again.code, again.said, again.balance, again.lines) == (
        case.code,
        case.said,
        case.balance,
        case.lines,
    )
    assert again.order == case.order
    assert not again.general
    assert from_json(as_json(Case("coupon_how", NOW, general=True))).general


@pytest.mark.parametrize(
    "change", [{"order": {"number": 1}}, {"now": "hier"}, {"code": {"typed": "x"}}, {"lines": 3}]
)
def test_what_cannot_be_read_any_more_is_said(change: dict[str, object]) -> None:
    data = {**as_json(Case("cancel_order", NOW, full_order())), **change}
    with pytest.raises(ValueError, match=r"."):
        from_json(data)


def test_the_log_gives_back_whole_turns_without_their_yes(store: Store) -> None:
    asked = as_json(Case("damaged_item", NOW, full_order()))

    def add(at: datetime, outcome: str, subjects: tuple[str, ...], case: dict[str, object] | None) -> None:
        for subject in subjects:
            decision = {"merchant": "inno", "topic": "damaged_item", "outcome": outcome, "subject": subject}
            tx.records.add_decision("c1", decision, "hash", at, case)

    with store.transaction() as tx:
        add(NOW, "smalltalk", ("",), None)
        add(NOW, "incident", ("L1", "L2", "L3"), asked)
        add(NOW + timedelta(days=1), "applied", ("L1",), asked)
        add(NOW + timedelta(days=2), "wait", ("L1",), asked)
    with store.transaction() as tx:
        all_of_them = tx.records.replayable()
        assert [row["decision"]["outcome"] for row in all_of_them] == ["wait", *["incident"] * 3]
        assert tx.records.replayable(limit=2) == all_of_them
        assert tx.records.replayable(limit=1) == all_of_them[:1]
        assert tx.records.replayable(since=NOW + timedelta(hours=1)) == all_of_them[:1]
    assert from_json(all_of_them[0]["asked"]).order == full_order()
