"""What the carrier says now changes the answer; what it does not say is told with its date."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import event

from bot.orders.store import Store
from bot.policies.recorded import from_json
from bot.policies.replay import replay
from tests.carriers.payloads import COLISSIMO, EXPRESS, LAPOSTE_UNKNOWN, dhl, laposte
from tests.carriers.server import Api, after, gives, took
from tests.carriers.talking import CUSTOMER, FRESH, NOW, Shop, ago, order, outcomes, packs, parcel, text

STUCK = ("in_transit", ago(days=8))


def stamp(at: datetime) -> str:
    return at.isoformat()


def test_stuck_in_the_store_but_moving_for_the_carrier(store: Store, api: Api) -> None:
    shop = Shop(store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives(laposte(("ET1", stamp(ago(hours=3))))))
    turn = shop.say("parcel_not_received")
    assert outcomes(turn) == ["wait"]
    assert turn.decisions[0]["offer"] is None
    assert "jusqu'au vendredi 20 novembre à 7 h" in text(turn)
    assert "dernier suivi connu" not in text(turn)


def test_without_the_carrier_the_same_order_is_claimed(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives({}, 500))
    turn = shop.say("parcel_not_received")
    assert outcomes(turn) == ["claim"]
    assert turn.decisions[0]["offer"]["effect"] == "open_ticket"
    assert "je vous réponds d'après le dernier suivi connu, du mardi 10 novembre à 10 h." in text(turn)


@pytest.mark.parametrize(
    ("code", "topic", "outcome", "clauses"),
    [
        ("RE1", "parcel_not_received", "returning", ["LG-07"]),
        ("DI2", "parcel_returned", "returning", ["LG-07"]),
        ("DI1", "delivered_not_received", "claim", ["LG-06", "LG-09"]),
        ("DI1", "order_status", "status", []),
        ("ET1", "tracking_unavailable", "status", []),
    ],
)
def test_each_parcel_topic_rests_on_fresh_tracking(
    memory_store: Store, api: Api, code: str, topic: str, outcome: str, clauses: list[str]
) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel()))
    api.will(gives(laposte((code, stamp(ago(hours=3))))))
    turn = shop.say(topic)
    assert (outcomes(turn), turn.decisions[0]["clauses"]) == ([outcome], clauses)


def test_a_printers_parcel_that_moved_is_no_case_for_the_team(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api, merchant="imprimante")
    shop.has(order(parcel(STUCK)))
    api.will(gives({}, 503))
    assert outcomes(shop.say("tracking_stuck")) == ["contact"]
    api.will(gives(laposte(("MD2", stamp(ago(hours=1))))))
    assert outcomes(shop.say("tracking_stuck")) == ["wait"]


def test_a_yes_to_what_fresh_tracking_makes_void_does_nothing(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives({}, 500))
    shop.say("parcel_not_received")
    api.will(gives(laposte(("ET1", stamp(ago(hours=1))))))
    turn = shop.yes()
    assert outcomes(turn) == ["wait"]
    assert "La situation a changé depuis ma proposition, je n'ai donc rien fait." in text(turn)
    assert shop.stored().tickets == ()


def test_a_yes_is_done_when_the_carrier_stays_silent(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives({}, 500))
    shop.say("parcel_not_received")
    assert outcomes(shop.yes()) == ["applied"]
    assert len(shop.stored().tickets) == 1


def test_a_slow_carrier_costs_its_deadline_and_the_answer_says_of_when_it_is(
    memory_store: Store, api: Api
) -> None:
    shop = Shop(memory_store, api, seconds=0.6)
    shop.has(order(parcel(("in_transit", datetime.fromisoformat("2026-11-12T14:05:00+01:00")))))
    api.will(after(20, gives({})))
    turns = []
    assert took(lambda: turns.append(shop.say("parcel_not_received"))) < shop.seconds + 1.5
    assert "d'après le dernier suivi connu, du jeudi 12 novembre à 14 h 05." in text(turns[0])


def test_the_carriers_own_last_answer_dates_the_state(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives(laposte(("ET1", stamp(ago(days=2))))))
    shop.say("order_status")
    shop.restart()
    shop.clock.set(NOW + FRESH * 12)
    api.will(gives({}, 502))
    assert "dernier suivi connu, du mercredi 18 novembre à 10 h." in text(shop.say("order_status"))


def test_never_tracked_and_silent_is_said_so(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel()))
    api.will(gives({}, 401))
    told = text(shop.say("parcel_not_received"))
    assert "ne me répond pas à l'instant, et je n'ai encore aucun suivi pour le colis 6A12345678901." in told


def test_a_number_unknown_to_the_carrier(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel()))
    api.will(gives(LAPOSTE_UNKNOWN, 404))
    assert "ne reconnaît pas" not in text(
        shop.say("tracking_unavailable")
    )  # the policy says it: never scanned
    shop.has(order(parcel(STUCK)))
    assert "Colissimo ne reconnaît pas le numéro 6A12345678901" in text(shop.say("order_status"))


def test_two_parcels_are_asked_side_by_side_and_only_the_silent_one_is_named(
    memory_store: Store, api: Api
) -> None:
    other = "6A99999999999"

    def answer(to: object) -> None:
        if other in to.path:  # type: ignore[attr-defined]
            api.closing.wait(20)
        gives(laposte(("ET1", stamp(ago(hours=3)))))(to)  # type: ignore[arg-type]

    shop = Shop(memory_store, api, seconds=2.0)
    shop.has(order(parcel(STUCK), parcel(STUCK, number=other, lines=("L2",))))
    api.will(answer)
    turn = shop.say("parcel_not_received")
    assert sorted(outcomes(turn)) == ["claim", "wait"]
    assert f"pour le colis {other}, je vous réponds" in text(turn)
    assert f"pour le colis {COLISSIMO}, je vous réponds" not in text(turn)


def test_a_point_that_no_state_says_is_told_beside_the_answer(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK)))
    api.will(gives(laposte(("AG1", "2026-11-17T14:05:00+01:00"), ("ET1", stamp(ago(days=2))))))
    told = text(shop.say("order_status"))
    assert "(mardi 17 novembre à 14 h 05) : il attend d'être retiré au guichet." in told
    assert "il attend" in text(shop.say("order_status"))  # from the cache too


def test_another_carrier_by_the_same_interface(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK, number=EXPRESS, carrier="other")))
    api.will(gives(dhl(("transit", "2026-11-18T07:00:00"))))
    assert outcomes(shop.say("parcel_not_received")) == ["wait"]


def test_a_carrier_without_an_api_is_said_so(memory_store: Store, api: Api) -> None:
    shop = Shop(memory_store, api)
    shop.has(order(parcel(STUCK, number="GLS-77", carrier="other")))
    told = text(shop.say("order_status"))
    assert "Je ne peux pas interroger le transporteur du colis GLS-77" in told
    assert "dernier suivi connu, du mardi 10 novembre à 10 h." in told
    assert api.paths == []


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
