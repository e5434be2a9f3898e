"""What the carrier says now changes the answer, and what a yes does."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.orders.store import Store
from tests.carriers.payloads import laposte
from tests.carriers.server import Api, gives
from tests.carriers.talking import Shop, ago, order, outcomes, parcel, text

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
