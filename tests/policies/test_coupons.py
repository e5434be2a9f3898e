"""A code as typed against the codes issued: what is said, and what is never said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.orders.model import Coupon, Line, Order
from bot.policies.coupons import STATES, faults, read_code, read_order_code

LINE = Line("L1", "Article", "physical", 1, Decimal("10"))


def order(*coupons: Coupon) -> Order:
    return Order("imprimante", "TP-1", "a@example.org", "cart", (LINE,), coupons=coupons)


@pytest.mark.parametrize(
    ("typed", "issued", "found"),
    [
        ("NOEL20", "NOEL20", ()),
        ("NOEL 20", "NOEL20", ("spaces",)),
        (" NOEL20", "NOEL20", ("spaces",)),
        ("NOEL20\u200b", "NOEL20", ("spaces",)),
        ("noel20", "NOEL20", ("case",)),
        ("noel 20", "NOEL20", ("spaces", "case")),
        ("NOËL20", "NOEL20", ("punctuation",)),
        ("NOEL-20", "NOEL20", ("punctuation",)),
        ("NOEL20", "NOEL 20", ("punctuation",)),
        ("N0EL20", "NOEL20", ("lookalike",)),
        ("n0el 20", "NOEL20", ("spaces", "lookalike")),
        ("NOEL2O", "NOEL20", ("lookalike",)),
        ("NOAL20", "NOEL20", ("letters",)),
        ("NOEL200", "NOEL20", ("letters",)),
        ("NAAL20", "NOEL20", ("letters",)),
        ("NAAB20", "NOEL20", ()),
        ("MAI1", "MAI10", ("letters",)),
        ("MA10X", "MAI10", ()),
        ("A", "AB", ()),
        ("", "NOEL20", ()),
        ("???", "!!!", ()),
        ("冬", "夏", ()),
    ],
)
def test_faults(typed: str, issued: str, found: tuple[str, ...]) -> None:
    assert faults(typed, [issued]) == found


def test_the_nearest_code_counts_whatever_the_order_of_issue() -> None:
    for issued in (["NOEL21", "NOEL20"], ["NOEL20", "NOEL21"]):
        assert faults("noel20", issued) == ("case",)


@pytest.mark.parametrize(
    ("typed", "on_order", "state", "as_typed"),
    [
        ("NOEL20", (), "not_applied", "NOEL20"),
        ("NOEL20", (Coupon("NOEL20", "applied"),), "applied", "NOEL20"),
        ("noel20", (Coupon("NOEL20", "applied"),), "applied", "NOEL20"),
        ("NOEL20", (Coupon("noel 20", "not_applied"),), "mistyped", "noel 20"),
        ("NOEL20", (Coupon("AUTRE", "applied"),), "not_combinable", "NOEL20"),
        ("NOEL20", (Coupon("NOEL20", "not_applied"), Coupon("AUTRE", "applied")), "not_combinable", "NOEL20"),
        ("NOEL20", (Coupon("NOEL20", "applied"), Coupon("AUTRE", "applied")), "applied", "NOEL20"),
        ("XYZ", (Coupon("AUTRE", "applied"),), "not_combinable", "XYZ"),
        ("XYZ", (Coupon("AUTRE", "not_applied"),), "other", "XYZ"),
    ],
)
def test_read_code(typed: str, on_order: tuple[Coupon, ...], state: str, as_typed: str) -> None:
    reading = read_code(typed, order(*on_order), ["NOEL20", "AUTRE"])
    assert (reading.state, reading.typed) == (state, as_typed)


def test_without_a_typed_code_the_failed_one_on_the_order_is_read() -> None:
    reading = read_order_code(order(Coupon("AUTRE", "applied"), Coupon("NOEL20", "not_applied")), ["NOEL20"])
    assert reading
    assert (reading.typed, reading.state) == ("NOEL20", "not_combinable")
    assert read_order_code(order(), ["NOEL20"]) is None
    assert read_order_code(None, ["NOEL20"]) is None


texts = st.text(max_size=12)


@given(typed=texts, issued=st.lists(texts, max_size=4), failed=st.lists(texts, max_size=2))
def test_any_text_is_read_and_no_issued_code_is_shown(
    typed: str, issued: list[str], failed: list[str]
) -> None:
    reading = read_code(typed, order(*(Coupon(code, "not_applied") for code in failed)), issued)
    assert reading.state in STATES
    assert reading.typed in {typed, *failed}
    assert reading.other_code is None
    assert bool(reading.faults) == (reading.state == "mistyped")
