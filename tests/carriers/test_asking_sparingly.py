"""Whom the carrier is asked about, how often, and what is kept of it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import event

from bot.orders.store import Store
from bot.policies.recorded import from_json
from bot.policies.replay import replay
from tests.carriers.payloads import laposte
from tests.carriers.server import Api, after, gives, took
from tests.carriers.talking import CUSTOMER, FRESH, NOW, Shop, ago, order, outcomes, packs, parcel, text

STUCK = ("in_transit", ago(days=8))


def stamp(at: datetime) -> str:
    return at.isoformat()


def test_store_and_decision_agree_and_the_decision_replays(store: Store, api: Api) -> None:
    shop = Shop(store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives(laposte(("DI1", stamp(ago(hours=3))), ("MD2", stamp(ago(hours=6))))))
    shop.say("delivered_not_received")
    with store.transaction() as tx:
        rows = tx.records.replayable()
    asked = from_json(rows[0]["asked"]).order
    assert asked is not None
    assert asked.parcels == shop.stored().parcels
    assert [scan.status for scan in asked.parcels[0].events] == [
        "in_transit",
        "out_for_delivery",
        "delivered",
    ]
    again = replay(packs(), rows)
    assert (again.decisions, again.unreadable, again.differences) == (1, 0, [])


def test_a_delivered_parcel_is_asked_about_no_more(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives(laposte(("DI1", stamp(ago(hours=3))))))
    shop.say("order_status")
    shop.restart()
    shop.clock.set(NOW + FRESH * 12)
    shop.say("order_status")
    assert len(api.paths) == 1


@pytest.mark.parametrize("stage", ["delivered", "returned", "cancelled"])
def test_an_order_that_is_over_is_not_asked_about(memory_store: Store, api: Api, stage: str) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK), stage=stage))
    shop.say("order_status")
    assert api.paths == []


def test_another_process_uses_what_is_stored_while_it_is_fresh(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives(laposte(("ET1", stamp(ago(hours=3))))))
    first = shop.say("parcel_not_received")
    shop.restart()
    assert text(shop.say("parcel_not_received")) == text(first)
    assert len(api.paths) == 1
    shop.restart()
    shop.clock.set(NOW + FRESH)
    shop.say("parcel_not_received")
    assert len(api.paths) == 2


def test_an_import_of_an_older_state_does_not_undo_what_the_carrier_said(
    memory_store: Store, api: Api
) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives(laposte(("ET1", stamp(ago(hours=3))))))
    shop.say("parcel_not_received")
    shop.has(order(parcel(STUCK)))
    shop.restart()
    shop.clock.set(NOW + FRESH)
    api.will(gives({}, 500))
    turn = shop.say("parcel_not_received")
    assert outcomes(turn) == ["wait"]
    assert "dernier suivi connu, du mercredi 18 novembre à 10 h." in text(turn)


def test_a_guest_who_has_proven_nothing_makes_nobody_ask(memory_store: Store, api: Api) -> None:
    api.will(gives(laposte(("DI1", stamp(ago(hours=3))))))
    shop = Shop(memory_store, api, customer=None)
    shop.has(order(parcel(STUCK)))
    shop.say("parcel_not_received", "où est mon colis de la LG-11101 ?", order_number="LG-11101")
    assert outcomes(shop.say("inform", "x@y.example", email="x@y.example")) == ["identity_refused"]
    assert api.paths == []
    turn = shop.say("inform", f"LG-11101 {CUSTOMER}", order_number="LG-11101", email=CUSTOMER)
    assert outcomes(turn) == ["claim"]
    assert len(api.paths) == 1


def test_many_failures_later_the_answer_comes_at_once(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api, seconds=0.3, failures=3)
    shop.has(order(parcel(STUCK)))
    api.will(after(20, gives({})))
    for _ in range(3):
        shop.say("order_status")
        time.sleep(0.2)  # the question's own thread ends a little after its turn
    asked, shop.freshening.seconds = len(api.paths), 5.0
    turns = []
    assert took(lambda: turns.append(shop.say("order_status"))) < 2
    assert "d'après le dernier suivi connu" in text(turns[0])
    assert len(api.paths) == asked


def test_nothing_is_written_again_that_is_known_already(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives(laposte(("ET1", stamp(ago(hours=3))))))
    shop.say("order_status")
    written = []
    event.listen(
        memory_store.engine,
        "before_cursor_execute",
        lambda c, cursor, statement, *more: written.append(statement),
    )
    shop.freshening.refresh(shop.stored(), NOW, 1.0)
    assert not [one for one in written if not one.startswith(("SELECT", "BEGIN"))]


def test_nothing_is_locked_while_a_carrier_is_waited_for(store: Store, api: Api) -> None:
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no row locks; tests/dialogue/test_tracked.py looks at its connections")
    shop = Shop(store, api, seconds=3.0)
    shop.has(order(parcel(STUCK)))
    api.will(after(2.0, gives(laposte(("ET1", stamp(ago(hours=3)))))))
    with ThreadPoolExecutor(1) as other:
        turn = other.submit(shop.say, "parcel_not_received")
        while not api.paths:
            time.sleep(0.01)

        def lock() -> None:
            with store.transaction() as tx:
                tx.orders.get("logistique", "LG-11101", lock=True)

        assert took(lock) < 1.5
        assert not turn.done()
        assert outcomes(turn.result()) == ["wait"]
