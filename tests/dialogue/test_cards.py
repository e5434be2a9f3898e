"""Order cards: what they show, and who gets one."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta

import pytest

from bot.channels.public import public_message
from bot.clock import Clock
from bot.dialogue.assistant import Assistant
from bot.dialogue.cards import card
from bot.dialogue.message import Message, Turn
from bot.orders.conversations import Conversation
from bot.orders.model import CARRIERS, STAGES, Parcel, Scan
from bot.orders.store import Store
from bot.policies.labels import CARRIER, STAGE, STEP
from bot.policies.pack import load_packs
from tests.dialogue.test_two_windows import FAQ
from tests.effects.acts import NOW, ORDER, put_order

ASK = (("order_status", 0.99),)


def turns(store: Store, customer: str | None, *said: Message) -> list[Turn]:
    packs = load_packs(FAQ, only=("pictoonline",))
    relais = Assistant(
        store,
        lambda: packs,
        Clock(NOW),
        lambda id: Conversation(id, "pictoonline", customer, created_at=NOW),
    )
    return [relais.turn("c1", message) for message in said]


def say(text: str, intent: str = "order_status", **entities: str) -> Message:
    return Message(text, ((intent, 0.99),), tuple(entities.items()))


def test_an_answer_about_one_order_has_its_card(memory_store: Store) -> None:
    put_order(memory_store)
    (turn,) = turns(memory_store, "lea@example.org", say("où en est ma commande ?"))
    assert turn.card
    assert turn.card["number"] == "204001"
    assert turn.card["label"] == "payée"
    assert turn.card["total"] == "51.90"
    assert [(line["name"], line["qty"], line["amount"]) for line in turn.card["lines"]] == [
        ("Livre photo A4", 1, "39.90"),
        ("Mug", 2, "12.00"),
    ]
    assert turn.card["parcels"][0]["articles"] == ["Livre photo A4"]


def test_a_card_shows_what_the_turn_has_done(memory_store: Store) -> None:
    put_order(memory_store)
    offered, done = turns(
        memory_store, "lea@example.org", say("annuler", "cancel_order"), say("oui", "affirm")
    )
    assert offered.card
    assert offered.card["stage"] == "paid"
    assert done.card
    assert (done.card["label"], done.card["credit"]) == ("annulée", "51.90")


def test_a_guest_gets_no_card_before_the_order_is_proven(memory_store: Store) -> None:
    put_order(memory_store)
    asked, wrong, unknown, right = turns(
        memory_store,
        None,
        say("où en est la 204001 ?", order_number="204001"),
        say("c'est mallory@example.org", "inform", email="mallory@example.org"),
        say("204999 lea@example.org", "inform", order_number="204999", email="lea@example.org"),
        say("204001 lea@example.org", "inform", order_number="204001", email="lea@example.org"),
    )
    assert [asked.card, wrong.card, unknown.card] == [None, None, None]
    assert right.card
    assert right.card["number"] == "204001"


def test_somebody_elses_order_gives_no_card(memory_store: Store) -> None:
    put_order(memory_store)
    other = dataclasses.replace(ORDER, number="204002", email="sam@example.org")
    with memory_store.transaction() as tx:
        tx.orders.put(other)
    (turn,) = turns(memory_store, "sam@example.org", say("suivi 204001", order_number="204001"))
    assert turn.card is None


@pytest.mark.parametrize("intent", ["greet", "talk_to_human", "opening_hours", "out_of_scope"])
def test_an_answer_about_no_order_has_no_card(memory_store: Store, intent: str) -> None:
    put_order(memory_store)
    before, turn = turns(memory_store, "lea@example.org", say("suivi"), say("bonjour", intent))
    assert before.card
    assert turn.card is None


def steps(*events: Scan, **more: object) -> list[tuple[str, str, bool]]:
    parcel = dataclasses.replace(Parcel("6A1", "colissimo", ("L1",), events=events), **more)
    drawn = card(dataclasses.replace(ORDER, parcels=(parcel,)))["parcels"][0]["steps"]
    return [(step["label"], step["state"], bool(step["at"])) for step in drawn]


def test_the_way_of_a_parcel() -> None:
    later = NOW + timedelta(days=1)
    assert steps() == [
        ("Annoncé", "next", False),
        ("En route", "next", False),
        ("En livraison", "next", False),
        ("Livré", "next", False),
    ]
    assert steps(dispatched_at=NOW)[0] == ("Annoncé", "now", True)
    assert steps(Scan(NOW, "in_transit"), Scan(later, "delivered"))[1:] == [
        ("En route", "done", True),
        ("En livraison", "done", False),
        ("Livré", "now", True),
    ]
    assert steps(Scan(NOW, "announced"), Scan(None, "return")) == [
        ("Annoncé", "done", True),
        ("En route", "done", False),
        ("Retour", "now", False),
    ]


def test_every_stage_carrier_and_step_has_its_words() -> None:
    for stage in STAGES:
        assert card(dataclasses.replace(ORDER, stage=stage))["label"] == STAGE[stage]
    for carrier in CARRIERS:
        parcel = Parcel("1", carrier, ("L1",))
        shown = card(dataclasses.replace(ORDER, parcels=(parcel,)))["parcels"][0]["carrier"]
        assert shown == ("Colis" if carrier == "other" else CARRIER[carrier])
    assert set(STEP) == {"announced", "in_transit", "out_for_delivery", "delivered", "return"}


def test_a_browser_gets_of_a_card_only_what_the_window_draws() -> None:
    made = card(ORDER)
    secret = {"email": "lea@example.org"}
    made |= secret
    made["lines"] = [line | secret for line in made["lines"]]
    made["parcels"] = [
        parcel | secret | {"steps": [step | secret for step in parcel["steps"]]} for parcel in made["parcels"]
    ]
    shown = public_message({"text": "Voilà.", "relais": {"decisions": [], "card": made}})
    assert "lea@example.org" not in json.dumps(shown)
    assert shown["card"]["lines"][0] == {
        "name": "Livre photo A4",
        "qty": 1,
        "amount": "39.90",
        "label": None,
    }
    assert "card" not in public_message({"text": "Voilà.", "relais": {"decisions": [], "card": None}})
