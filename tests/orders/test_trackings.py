"""What carriers said is kept beside the order and becomes its parcels' scans."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from bot.orders.model import Order, Scan
from bot.orders.store import Store
from bot.orders.trackings import Known, merged
from tests.orders.samples import NOW, full_order

LATER, LATEST = NOW + timedelta(hours=5), NOW + timedelta(days=1)


def known(*events: tuple[str, object], tracking: str = "6A 001", at: object = NOW) -> Known:
    told = tuple({"at": when.isoformat(), "status": status, "code": "X"} for status, when in events)  # type: ignore[attr-defined]
    return Known(tracking, "laposte", at, told)  # type: ignore[arg-type]


def kept(store: Store, *heard: Known) -> Order:
    with store.transaction() as tx:
        tx.trackings.keep(full_order(), heard)
    with store.transaction() as tx:
        found = tx.orders.get("pictoonline", "204001")
    assert found
    return found


def put(store: Store, order: Order) -> None:
    with store.transaction() as tx:
        tx.orders.put(order)


def test_scans_are_added_to_the_right_parcel_in_order_of_time(store: Store) -> None:
    put(store, full_order())
    order = kept(store, known(("in_transit", LATER), ("delivered", LATEST)))
    assert order.parcels[0].events == (
        Scan(None, "return"),
        Scan(NOW, "announced"),
        Scan(LATER, "in_transit"),
        Scan(LATEST, "delivered"),
    )
    assert order.parcels[1].events == ()
    untouched = dataclasses.replace(order, parcels=full_order().parcels)
    assert untouched == full_order()


def test_said_again_it_changes_nothing(store: Store) -> None:
    put(store, full_order())
    heard = known(("announced", NOW), ("in_transit", LATER), ("out_for_delivery", LATER))
    assert kept(store, heard) == kept(store, heard)


def test_what_moves_no_parcel_is_kept_but_is_no_scan(store: Store) -> None:
    put(store, full_order())
    heard = dataclasses.replace(known(), events=({"at": NOW.isoformat(), "status": None, "code": "ID0"},))
    assert kept(store, heard).parcels == full_order().parcels
    with store.transaction() as tx:
        assert tx.trackings.of_order(full_order()) == {"6A 001": heard}


def test_the_last_word_replaces_the_one_before(store: Store) -> None:
    put(store, full_order())
    kept(store, known(("in_transit", LATER)))
    kept(store, known(("in_transit", LATER), ("delivered", LATEST), at=LATEST))
    with store.transaction() as tx:
        last = tx.trackings.of_order(full_order())["6A 001"]
    assert (last.known_at, len(last.events)) == (LATEST, 2)


def test_it_outlives_an_import_of_the_order(store: Store) -> None:
    put(store, full_order())
    kept(store, known(("delivered", LATEST)))
    with store.transaction() as tx:
        tx.orders.merge_all([full_order()])
        assert tx.trackings.of_order(full_order())["6A 001"].scans == (Scan(LATEST, "delivered"),)


def test_an_order_gone_meanwhile_and_a_parcel_of_another_are_left(store: Store) -> None:
    with store.transaction() as tx:
        tx.trackings.keep(full_order(), [known(("delivered", LATEST))])
    put(store, full_order())
    with store.transaction() as tx:
        assert tx.trackings.of_order(full_order()) == {}
    assert kept(store, known(("delivered", LATEST), tracking="autre")).parcels == full_order().parcels


def test_the_same_scan_to_the_minute_is_one() -> None:
    stored = (Scan(NOW + timedelta(seconds=40), "in_transit"),)
    assert merged(stored, (Scan(NOW, "in_transit"),)) == (Scan(NOW, "in_transit"),)


def test_a_later_scan_of_the_shop_stays_the_last() -> None:
    assert merged((Scan(LATEST, "delivered"),), (Scan(NOW, "in_transit"),))[-1] == Scan(LATEST, "delivered")
