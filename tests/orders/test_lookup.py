"""Orders are found as customers write their numbers, only for who they belong to, and by indexes alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from bot.orders.model import CreditNote, IssuedCoupon, Order
from bot.orders.store import Store
from tests.orders.samples import NOW, full_order


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


def put(store: Store, *orders: Order) -> None:
    with store.transaction() as tx:
        tx.orders.put_all(orders)


@pytest.mark.parametrize(
    "typed", ["TP-50001", "tp50001", " #TP 50-001 ", "TP\u00a050001", "Tp‑50001", "ＴＰ-50001"]
)
def test_a_number_is_found_however_it_is_typed(store: Store, typed: str) -> None:
    order = full_order("TP-50001", merchant="imprimante")
    put(store, order)
    with store.transaction() as tx:
        assert tx.orders.get("imprimante", typed, lock=True) == order
        assert tx.orders.get("inno", typed) is None
        assert tx.orders.get("imprimante", "TP-5000") is None


def test_two_merchants_may_share_a_number(store: Store) -> None:
    put(store, full_order("100"), full_order("100", merchant="inno"))
    with store.transaction() as tx:
        assert tx.orders.merchants_with("#100") == ["inno", "pictoonline"]
        assert tx.orders.count() == 2


def test_a_customer_s_orders_come_newest_first_and_undated_ones_last(store: Store) -> None:
    undated = full_order("1", placed_at=None, paid_at=None, confirmed_at=None)
    older = full_order("2", placed_at=NOW - timedelta(days=3))
    paid_only = full_order("3", placed_at=None, paid_at=NOW - timedelta(days=1))
    newest = full_order("4", email=" Lea@Example.org")
    put(store, older, undated, newest, paid_only, full_order("5", email="hugo@example.org"))
    with store.transaction() as tx:
        assert [one.number for one in tx.orders.of_customer("pictoonline", "LEA@example.org ")] == [
            "4",
            "3",
            "2",
            "1",
        ]
        assert [one.number for one in tx.orders.of_customer("pictoonline", "lea@example.org", limit=2)] == [
            "4",
            "3",
        ]
        assert tx.orders.of_customer("pictoonline", "lea@example.org")[0] == newest
        assert tx.orders.of_customer("inno", "lea@example.org") == []


def test_a_tracking_number_leads_to_its_order_only_for_its_customer(store: Store) -> None:
    order = full_order()
    put(store, order)
    with store.transaction() as tx:
        assert tx.orders.by_tracking("pictoonline", None, "6a001") == order
        assert tx.orders.by_tracking("pictoonline", "LEA@example.org", "6A-002") == order
        assert tx.orders.by_tracking("pictoonline", "hugo@example.org", "6A001") is None
        assert tx.orders.by_tracking("inno", None, "6A001") is None


def test_the_credit_balance_is_what_is_left_on_all_notes(store: Store) -> None:
    notes = (CreditNote(Decimal("0.10")), CreditNote(Decimal("0.20"), Decimal("0.05")))
    put(
        store, full_order("1", credit_notes=notes), full_order("2"), full_order("3", email="hugo@example.org")
    )
    with store.transaction() as tx:
        assert tx.orders.credit_balance("pictoonline", "Lea@example.org") == Decimal("9.75")
        assert tx.orders.credit_balance("pictoonline", "nobody@example.org") == 0


def test_coupons_are_those_for_anybody_and_the_customer_s_own(store: Store) -> None:
    open_to_all = IssuedCoupon("imprimante", "NOEL10")
    own = IssuedCoupon("imprimante", "FIDELE 20", "Ines@example.org")
    with store.transaction() as tx:
        for coupon in (open_to_all, own, open_to_all, own, IssuedCoupon("inno", "X")):
            tx.orders.put_coupon(coupon)
        assert tx.orders.issued_coupons("imprimante", None) == [open_to_all]
        assert tx.orders.issued_coupons("imprimante", "ines@example.org") == [open_to_all, own]
        assert tx.orders.issued_coupons("imprimante", "paul@example.org") == [open_to_all]


def test_loading_takes_ten_queries_at_most_for_one_order_and_for_fifty(store: Store) -> None:
    put(store, *(full_order(str(number)) for number in range(50)))
    with store.transaction() as tx:
        with statements(store) as one:
            tx.orders.get("pictoonline", "7")
        with statements(store) as fifty:
            assert len(tx.orders.of_customer("pictoonline", "lea@example.org")) == 50
    assert len(one) <= 10
    assert len(fifty) <= 10


def test_every_query_of_a_look_up_goes_by_an_index(memory_store: Store) -> None:
    put(memory_store, *(replace(full_order(str(n)), email=f"c{n}@example.org") for n in range(200)))
    with memory_store.transaction() as tx:
        with statements(memory_store) as seen:
            tx.orders.get("pictoonline", "7")
            tx.orders.of_customer("pictoonline", "c7@example.org", limit=5)
            tx.orders.by_tracking("pictoonline", "c7@example.org", "6A 001")
            tx.orders.credit_balance("pictoonline", "c7@example.org")
        for statement in set(seen):
            values = tuple(1 for _ in range(statement.count("?")))
            plan = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            scanned = [
                row.detail for row in plan if row.detail.startswith("SCAN") and "SUBQUERY" not in row.detail
            ]
            assert scanned == [], statement
            # The merchant alone narrows nothing down: it may have a million orders.
            assert [row.detail for row in plan if row.detail.endswith("(merchant=?)")] == [], statement
