"""What a carrier does not say is told with the date of what is known."""

from __future__ import annotations

from datetime import datetime
from http.server import BaseHTTPRequestHandler

from bot.orders.store import Store
from tests.carriers.payloads import COLISSIMO, EXPRESS, LAPOSTE_UNKNOWN, dhl, laposte
from tests.carriers.server import Api, after, gives, took
from tests.carriers.talking import FRESH, NOW, Shop, ago, order, outcomes, parcel, text

STUCK = ("in_transit", ago(days=8))


def stamp(at: datetime) -> str:
    return at.isoformat()


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

    def answer(to: BaseHTTPRequestHandler) -> None:
        if other in to.path:
            api.closing.wait(20)
        gives(laposte(("ET1", stamp(ago(hours=3)))))(to)

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
