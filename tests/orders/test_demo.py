"""The demo store shows every state, at any moment, and can be refreshed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest

from bot.orders import model
from bot.orders.demo import demo_orders, seed_demo
from bot.orders.importing import parse_orders, to_json
from bot.orders.store import Store
from tests.orders.samples import NOW

ORDERS, COUPONS = demo_orders(NOW)
PARCELS = [parcel for order in ORDERS for parcel in order.parcels]
LINES = [line for order in ORDERS for line in order.lines]


@pytest.mark.parametrize(
    ("every", "seen"),
    [
        (model.MERCHANTS, {one.merchant for one in ORDERS}),
        (model.STAGES, {one.stage for one in ORDERS}),
        (model.ZONES, {one.zone for one in ORDERS}),
        (model.KINDS, {one.kind for one in LINES}),
        (model.CARRIERS, {one.carrier for one in PARCELS}),
        (model.SCANS, {scan.status for one in PARCELS for scan in one.events}),
        (("paid", "refused", "pending"), {one.status for order in ORDERS for one in order.payments}),
        (("applied", "not_applied"), {one.status for order in ORDERS for one in order.coupons}),
        (
            ("confirmation", "tracking", "cancellation"),
            {one.kind for order in ORDERS for one in order.emails},
        ),
    ],
)
def test_every_state_is_there(every: tuple[str, ...], seen: set[str]) -> None:
    assert set(every) <= seen


def test_there_are_enough_orders_and_customers_have_several() -> None:
    assert len(ORDERS) >= 60
    assert min(Counter((one.merchant, one.email) for one in ORDERS).values()) >= 2
    assert all(one.email.endswith("@example.org") for one in ORDERS)


def test_what_policies_turn_on_is_there() -> None:
    today = NOW.date()
    untils = [line.label.valid_until for line in LINES if line.label and line.label.valid_until]
    assert any(until < today - timedelta(days=365) for until in untils)
    assert any(until < today for until in untils)
    assert any(until >= today for until in untils)
    assert any(line.label and line.label.used for line in LINES)
    assert any(one.reason for order in ORDERS for one in order.payments if one.status == "refused")
    assert any(len(order.parcels) > 1 for order in ORDERS)
    assert any(parcel.dispatched_at and not parcel.events for parcel in PARCELS)
    returns = [one.received_at for order in ORDERS for one in order.returns]
    assert None in returns
    assert any(returns)
    for part in ("claims", "refund_requests", "credit_notes", "incidents"):
        assert any(getattr(order, part) for order in ORDERS), part


def test_nothing_of_it_lies_in_the_future_and_parcels_leave_before_they_arrive() -> None:
    for order in ORDERS:
        for parcel in order.parcels:
            instants = [scan.at for scan in parcel.events if scan.at]
            assert instants == sorted(instants), order.number
            assert all(at <= NOW for at in instants)
            delivered = [scan.at for scan in parcel.events if scan.status == "delivered" and scan.at]
            assert all(parcel.dispatched_at and at > parcel.dispatched_at for at in delivered), order.number
            placed = order.placed_at
            assert placed is None or parcel.dispatched_at is None or placed < parcel.dispatched_at, (
                order.number
            )


@pytest.mark.parametrize("now", [NOW, datetime(2028, 2, 29, 23, 30, tzinfo=timezone(timedelta(hours=1)))])
def test_it_keeps_the_rules_of_an_import(now: datetime) -> None:
    orders, _ = demo_orders(now)
    read, _, errors = parse_orders({"orders": [to_json(order) for order in orders]})
    assert errors == []
    assert read == orders


def test_seeding_again_refreshes_it_and_leaves_other_orders_alone(store: Store) -> None:
    stranger = model.Order("inno", "IN-9", "x@example.org", "cart", ())
    with store.transaction() as tx:
        tx.orders.put(stranger)
    assert seed_demo(store, NOW) == len(ORDERS)
    with store.transaction() as tx:
        tx.writes.set_stage(ORDERS[0], "cancelled", NOW)
        tx.writes.add_ticket(ORDERS[0].merchant, ORDERS[0], None, "r", None, None, NOW)
    later = NOW + timedelta(days=3)
    seed_demo(store, later)
    with store.transaction() as tx:
        assert tx.orders.count() == len(ORDERS) + 1
        assert [tx.orders.get(one.merchant, one.number) for one in demo_orders(later)[0]] == demo_orders(
            later
        )[0]
        assert tx.orders.get("inno", "IN-9") == stranger
        assert len(tx.orders.issued_coupons("imprimante", None)) == sum(one.email is None for one in COUPONS)
