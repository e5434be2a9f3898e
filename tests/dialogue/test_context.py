"""Messages that mean something only after what was said; the ranking is given, as in test_turns."""

from __future__ import annotations

import pytest

from bot.dialogue.message import Message
from bot.orders.store import Store
from tests.dialogue.test_turns import put_two, say
from tests.dialogue.test_two_windows import outcomes
from tests.effects.acts import put_order, rows


def text_of(turn) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(reply.text for reply in turn.replies)


@pytest.mark.parametrize(
    "words", ["et pour l'autre ?", "non l'autre commande", "je parlais de l'autre", "et celle d'avant svp"]
)
def test_the_other_order_is_understood_from_the_one_just_talked_about(
    store_with_two: Store, words: str
) -> None:
    first = say(store_with_two, "annuler la 204001", ("cancel_order", 0.99), order_number="204001")
    assert first.decisions[0]["order"] == "204001"
    other = say(store_with_two, words, ("order_status", 0.4), ("out_of_scope", 0.3))
    assert [(d["topic"], d["order"]) for d in other.decisions] == [("cancel_order", "204002")]


def test_after_the_other_order_a_yes_acts_on_that_one(store_with_two: Store) -> None:
    say(store_with_two, "annuler la 204001", ("cancel_order", 0.99), order_number="204001")
    say(store_with_two, "non, l'autre", ("deny", 0.9))
    done = say(store_with_two, "oui", ("affirm", 0.99))
    assert [(d["outcome"], d["order"]) for d in done.decisions] == [("applied", "204002")]


def test_with_one_order_only_the_other_is_no_order(memory_store: Store) -> None:
    put_order(memory_store)
    say(memory_store, "annuler", ("cancel_order", 0.99))
    assert outcomes(say(memory_store, "et l'autre ?", ("out_of_scope", 0.9))) == ["out_of_scope"]


@pytest.mark.parametrize("words", ["et si elle est déjà partie ?", "ok mais si la commande a été expédiée ?"])
def test_a_supposed_state_is_answered_as_supposed_and_offers_nothing(memory_store: Store, words: str) -> None:
    put_order(memory_store)
    assert outcomes(say(memory_store, "annuler", ("cancel_order", 0.99))) == ["allowed"]
    before = rows(memory_store)
    supposed = say(memory_store, words, ("cancel_order", 0.5), ("order_status", 0.4))
    decision = supposed.decisions[0]
    assert decision["outcome"] != "allowed"
    assert (decision["facts"]["supposed"], decision["offer"]) == ("dispatched", None)
    assert "si votre commande 204001 était expédiée" in text_of(supposed).lower()
    assert outcomes(say(memory_store, "oui", ("affirm", 0.99))) == ["clarify"]  # asked once more, not done
    assert rows(memory_store) == before


@pytest.mark.parametrize(
    "words", ["oui si elle n'est pas déjà partie", "annulez si elle n'est pas encore expédiée"]
)
def test_a_condition_is_no_supposition(memory_store: Store, words: str) -> None:
    put_order(memory_store)
    say(memory_store, "annuler", ("cancel_order", 0.99))
    turn = say(memory_store, words, ("cancel_order", 0.9))
    assert all("supposed" not in decision["facts"] for decision in turn.decisions)
    assert "applied" not in outcomes(turn)


@pytest.mark.parametrize(
    "words", ["c'est quoi le délai déjà ?", "vous pouvez répéter svp", "j'ai pas tout compris"]
)
def test_what_was_said_is_said_again_and_the_offer_stays(memory_store: Store, words: str) -> None:
    put_order(memory_store)
    first = say(memory_store, "annuler", ("cancel_order", 0.99))
    again = say(memory_store, words, ("delivery_time", 0.6))
    assert again.replies == first.replies
    assert outcomes(say(memory_store, "oui", ("affirm", 0.99))) == ["applied"]


def test_a_no_after_the_act_undoes_nothing_and_says_so(memory_store: Store) -> None:
    put_order(memory_store)
    say(memory_store, "annuler", ("cancel_order", 0.99))
    say(memory_store, "oui", ("affirm", 0.99))
    before = rows(memory_store)
    late = say(memory_store, "finalement non", ("deny", 0.9))
    assert outcomes(late) == ["declined"]
    assert "déjà fait" in text_of(late)
    assert late.replies[-1].buttons == ("Parler à une personne",)
    assert rows(memory_store) == before


def test_a_no_to_more_after_the_act_takes_nothing_back(memory_store: Store) -> None:
    put_order(memory_store)
    say(memory_store, "annuler", ("cancel_order", 0.99))
    say(memory_store, "oui", ("affirm", 0.99))
    more = say(memory_store, "non merci c'est tout", ("deny", 0.9))
    assert outcomes(more) == ["smalltalk"]
    assert "je ne fais rien" not in text_of(more)


@pytest.mark.parametrize("words", ["finalement oui", "en fait si, allez-y", "ah si je veux bien"])
def test_a_yes_after_the_no_makes_the_offer_again(memory_store: Store, words: str) -> None:
    put_order(memory_store)
    say(memory_store, "annuler", ("cancel_order", 0.99))
    say(memory_store, "non", ("deny", 0.99))
    assert outcomes(say(memory_store, words, ("affirm", 0.9))) == ["allowed"]
    assert outcomes(say(memory_store, "oui", ("affirm", 0.99))) == ["applied"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("c'est la 1024 pas la 1042", "1024"),
        ("non pas 1042, 1024", "1024"),
        ("je me suis trompé, 1024 au lieu de 1042", "1024"),
        ("1042 non pardon 1024", "1024"),
        ("pas la commande n° 1042", None),
    ],
)
def test_a_correction_names_the_right_number(text: str, meant: str | None) -> None:
    numbers = [word.strip(",") for word in text.split() if word.strip(",").isdigit()]
    message = Message(text, entities=tuple(("order_number", number) for number in numbers))
    assert message.entity("order_number") == meant


@pytest.fixture
def store_with_two(memory_store: Store) -> Store:
    put_two(memory_store)
    return memory_store
