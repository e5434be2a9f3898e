"""Whatever the order: one rule per subject, an answer without a fault, amounts that add up."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.orders.model import MERCHANTS, Order
from bot.policies.coupons import read_code
from bot.policies.decide import decide, inform
from bot.policies.decision import Answer
from bot.policies.explain import explain
from bot.policies.facts.talk import ASKABLE
from bot.policies.pack import Pack, load_packs
from bot.policies.subjects import Case, order_day, subjects
from bot.policies.templates import render
from bot.policies.vocabulary import TOPICS
from tests.policies.orders import NOW, orders

said = st.dictionaries(st.sampled_from(ASKABLE), st.booleans())
balances = st.sampled_from([None, Decimal("0"), Decimal("29.90")])
many = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
# What a customer must never read: Python, Jinja, doubled words of an unfinished sentence.
FAULTS = re.compile(
    r"None|\{\{|\}\}|\{%|Undefined|datetime|Decimal|\bTrue\b|\bFalse\b| ,|\.\.(?!\.)|  |\(\)|« ?»"
)


@lru_cache(maxsize=1)
def packs() -> dict[str, Pack]:
    """Not a fixture: hypothesis would print all packs with every counterexample."""
    return load_packs(Path(__file__).parents[2] / "faq")


def every_text(answer: Answer) -> list[str]:
    acts = [
        text for p in answer.plans for text in (p.does, render(p.done, {**p.variables, "reference": "T-1"}))
    ]
    return [answer.text, answer.question_text, *acts]


def check_answer(answer: Answer) -> None:
    """The text is clean, decisions are whole, and an answer never offers and asks at once."""
    assert answer.text.strip()
    assert not [text for text in every_text(answer) if FAULTS.search(text)]
    assert not (answer.question and answer.question_text == "")
    assert answer.decisions
    for made in answer.decisions:
        assert bool(made.clauses) == bool(made.source)
        assert made.policy_hash


@pytest.mark.parametrize("merchant", MERCHANTS)
@many
@given(data=st.data(), stated=said, balance=balances)
def test_every_topic_of_any_order(
    merchant: str,
    data: st.DataObject,
    stated: dict[str, bool],
    balance: Decimal | None,
) -> None:
    pack, order = packs()[merchant], data.draw(orders(merchant))
    code = read_code(data.draw(st.sampled_from(["NOEL20", "noel 20", "X"])), order, ["NOEL20"])
    for topic in TOPICS:
        case = Case(topic, NOW, order, code if topic == "coupon_not_working" else None, stated, balance)
        one_rule_per_subject(pack, case)
        answer = decide(pack, case)
        check_answer(answer)
        assert answer.text == decide(pack, case).text
        for explanation in explain(pack, case):
            assert explanation.fired
            assert len(explanation.refused) == len(pack.tables[topic].rules) - 1


def one_rule_per_subject(pack: Pack, case: Case) -> None:
    table = pack.tables.get(case.topic)
    if not table:
        return
    for subject in subjects(pack, table, case):
        cells, day = table.cells(subject), order_day(case)
        hit = [rule.name for rule in table.rules if rule.in_force(day) and rule.matches(cells)]
        assert len(hit) == 1, (case.topic, cells, hit)


@pytest.mark.parametrize("merchant", MERCHANTS)
@pytest.mark.parametrize("topic", TOPICS)
def test_without_an_order(merchant: str, topic: str) -> None:
    for case in (
        Case(topic, NOW),
        Case(topic, NOW, balance=Decimal("5")),
        Case(topic, NOW, said={"about_site": True}),
    ):
        check_answer(decide(packs()[merchant], case))
        check_answer(inform(packs()[merchant], case))


@many
@given(order=orders("pictoonline"))
def test_a_stop_of_production_adds_up_to_the_order(order: Order) -> None:
    for plan in decide(packs()["pictoonline"], Case("cancel_order", NOW, order)).plans:
        if plan.effect == "stop_production":
            assert plan.amount is not None
            assert plan.billed is not None
            assert plan.amount + plan.billed == order.total
        if plan.effect == "cancel_with_credit":
            assert plan.amount == order.total


@given(hours=st.integers(0, 72), minutes=st.integers(0, 59))
def test_a_deadline_still_to_come_lies_after_now(hours: int, minutes: int) -> None:
    placed = NOW - timedelta(hours=hours, minutes=minutes)
    order = Order("imprimante", "TP-1", "a@example.org", "paid", (), placed_at=placed)
    (made,) = decide(packs()["imprimante"], Case("confirmation_missing", NOW, order)).decisions
    assert (made.outcome == "wait") == (placed + timedelta(hours=24) > NOW)


@many
@given(order=orders("imprimante"))
def test_an_order_from_before_any_rule_is_answered_without_one(order: Order) -> None:
    old = datetime.fromisoformat("2019-05-31T10:00:00+02:00")
    past = Order("imprimante", order.number, order.email, order.stage, order.lines, placed_at=old)
    for topic in TOPICS:
        answer = decide(packs()["imprimante"], Case(topic, NOW, past))
        check_answer(answer)
        assert all(made.rule == "" for made in answer.decisions)
