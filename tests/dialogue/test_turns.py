"""Turns without a model: the ranking is given, what is looked at is what the dialogue makes of it."""

from __future__ import annotations

import dataclasses

import pytest

from bot.dialogue.message import Message, Turn
from bot.orders.store import Conversation, Store
from tests.dialogue.test_two_windows import assistant, outcomes
from tests.effects.acts import NOW, ORDER, put_order, rows

TORN = (("cancel_order", 0.45), ("modify_order", 0.44))


def say(store: Store, text: str, *ranking: tuple[str, float], **entities: str) -> Turn:
    return assistant(store).turn("c1", Message(text, ranking, tuple(entities.items())))


def put_two(store: Store) -> None:
    put_order(store)
    with store.transaction() as tx:
        tx.orders.put(dataclasses.replace(ORDER, number="204002", parcels=()))


def test_the_number_of_a_torn_message_counts_once_its_topic_is_chosen(memory_store: Store) -> None:
    put_two(memory_store)
    asked = say(memory_store, "la 204002 finalement non", *TORN, order_number="204002")
    assert outcomes(asked) == ["clarify"]
    assert asked.replies[0].buttons[0] == "Annuler ma commande"
    answered = say(memory_store, "Annuler ma commande", ("cancel_order", 0.99))
    assert outcomes(answered) == ["allowed"]
    assert answered.decisions[0]["order"] == "204002"


def test_the_topic_of_the_moment_is_not_asked_for_again(memory_store: Store) -> None:
    put_order(memory_store)
    say(memory_store, "annuler", ("cancel_order", 0.99))
    assert outcomes(say(memory_store, "non", ("deny", 0.99))) == ["declined"]
    again = say(memory_store, "bon si annulez ma commande", ("cancel_order", 0.6), ("modify_order", 0.35))
    assert outcomes(again) == ["allowed"]


@pytest.mark.parametrize("words", ["oui annulez la 204002", "oui, la 204002", "ok pour la 204002"])
def test_a_yes_that_names_another_order_acts_on_none(memory_store: Store, words: str) -> None:
    put_two(memory_store)
    before = rows(memory_store)
    say(memory_store, "annuler la 204001", ("cancel_order", 0.99), order_number="204001")
    say(memory_store, words, ("affirm", 0.99), order_number="204002")
    assert rows(memory_store) == before


def test_a_yes_that_names_the_offered_order_acts_on_it(memory_store: Store) -> None:
    put_two(memory_store)
    say(memory_store, "annuler la 204001", ("cancel_order", 0.99), order_number="204001")
    done = say(memory_store, "oui annulez la 204001", ("affirm", 0.9), order_number="204001")
    assert outcomes(done) == ["applied"]


def test_a_slip_of_the_keyboard_leaves_the_offer_open(memory_store: Store) -> None:
    put_order(memory_store)
    say(memory_store, "annuler", ("cancel_order", 0.99))
    slip = say(memory_store, "pouiz", ("out_of_scope", 0.99))
    assert outcomes(slip) == ["clarify"]
    assert slip.replies[0].buttons == ("Oui, allez-y", "Non merci")
    assert outcomes(say(memory_store, "oui", ("affirm", 0.99))) == ["applied"]


def test_a_clear_other_subject_lets_the_offer_lapse(memory_store: Store) -> None:
    put_order(memory_store)
    say(memory_store, "annuler", ("cancel_order", 0.99))
    assert outcomes(say(memory_store, "où en est ma commande", ("order_status", 0.99))) == ["status"]
    before = rows(memory_store)
    assert outcomes(say(memory_store, "oui", ("affirm", 0.99))) == ["clarify"]  # asked about, not done
    assert rows(memory_store) == before


def test_a_mail_address_that_was_asked_for_is_no_address_to_change(memory_store: Store) -> None:
    put_order(memory_store)
    with memory_store.transaction() as tx:
        tx.conversations.put(Conversation("c1", "pictoonline", None, created_at=NOW))
    asked = say(memory_store, "annuler la 204001", ("cancel_order", 0.99), order_number="204001")
    assert outcomes(asked) == ["identify"]
    text = f"l'adresse mail du cabinet c'est {ORDER.email} merci de faire vite"
    given = say(memory_store, text, ("change_address", 0.9), email=ORDER.email)
    assert [(d["topic"], d["outcome"]) for d in given.decisions] == [("cancel_order", "allowed")]
