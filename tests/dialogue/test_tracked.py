"""When a turn asks a carrier: before the policy decides, with no transaction open, once per order."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.dialogue.assistant import Assistant
from bot.dialogue.message import Message, Turn
from bot.dialogue.tracked import Heard
from bot.orders.conversations import Conversation
from bot.orders.model import Order, Scan
from bot.orders.store import Store
from bot.policies.pack import load_packs
from tests.orders.samples import NOW, full_order

FAQ = Path(__file__).parents[2] / "faq"
ORDER = dataclasses.replace(
    full_order(), merchant="imprimante", cancelled_at=None, lines=full_order().lines[:2], stop_requested=False
)


class Postman:
    """Knows by heart that everything was delivered; notes what it was asked and what stood open then."""

    seconds = 1.0

    def __init__(self, store: Store, *heard: Heard) -> None:
        self.store, self.heard, self.asked, self.open = store, list(heard), [], []

    def concern(self, order: Order) -> bool:
        return True

    def refresh(self, order: Order, now: datetime, seconds: float) -> list[Heard]:
        self.asked.append(order.number)
        pool = self.store.engine.pool
        self.open.append(pool.checkedout() if hasattr(pool, "checkedout") else 0)
        parcels = [dataclasses.replace(one, events=(Scan(NOW, "delivered"),)) for one in order.parcels]
        with self.store.transaction() as tx:
            tx.orders.put(dataclasses.replace(order, parcels=tuple(parcels)))
        return self.heard


def say(store: Store, postman: Postman | None, topic: str) -> Turn:
    packs = load_packs(FAQ, only=("imprimante",))
    with store.transaction() as tx:
        tx.orders.put(ORDER)
    relais = Assistant(
        store,
        lambda: packs,
        Clock(NOW),
        lambda id: Conversation(id, "imprimante", ORDER.email, created_at=NOW),
        carriers=postman,
    )
    return relais.turn("c1", Message("où est mon colis ?", ((topic, 0.99),)))


def test_the_policy_decides_on_what_the_carrier_said_and_no_transaction_waited(store: Store) -> None:
    postman = Postman(store)
    turn = say(store, postman, "parcel_not_received")
    assert postman.asked == [ORDER.number]
    assert postman.open == [0]
    assert {decision["facts"]["parcel_state"] for decision in turn.decisions} == {"delivered"}


@pytest.mark.parametrize("topic", ["cancel_order", "coupon_how", "refund_time"])
def test_other_topics_ask_no_carrier(memory_store: Store, topic: str) -> None:
    postman = Postman(memory_store)
    say(memory_store, postman, topic)
    assert postman.asked == []


def test_what_must_be_told_is_told_once(memory_store: Store) -> None:
    postman = Postman(memory_store, Heard("silent", "6A 001", "Colissimo", NOW))
    turn = say(memory_store, postman, "order_status")
    told = "".join(reply.text for reply in turn.replies)
    assert told.count("d'après le dernier suivi connu, du mercredi 18 novembre à 10\u00a0h.") == 1


def test_without_carriers_nothing_is_asked_or_told(memory_store: Store) -> None:
    turn = say(memory_store, None, "order_status")
    assert "dernier suivi connu" not in "".join(reply.text for reply in turn.replies)
