"""Two requests in one message: both answered, in order; the second waits while the first asks something."""

from __future__ import annotations

import pytest

from bot.dialogue.message import Message, Part, Turn
from bot.orders.store import Store
from tests.dialogue.test_context import text_of
from tests.dialogue.test_turns import put_two, say
from tests.dialogue.test_two_windows import assistant, outcomes
from tests.effects.acts import put_order


def say_two(store: Store, first: str, second: str, *entities: tuple[str, str], **where: str) -> Turn:
    """``first`` and ``second`` are topics; the entities lie in the first part."""
    parts = (Part(f"part {first}", first, 0.9, entities), Part(f"part {second}", second, 0.9))
    text = f"part {first}, part {second}"
    return assistant(store).turn("c1", Message(text, ((first, 0.6), (second, 0.3)), entities, requests=parts))


def topics(turn: Turn) -> list[str]:
    return [decision["topic"] for decision in turn.decisions]


def test_both_are_answered_in_order_when_neither_asks_anything(memory_store: Store) -> None:
    put_order(memory_store)
    turn = say_two(memory_store, "order_status", "payment_methods")
    assert topics(turn) == ["order_status", "payment_methods"]
    assert len(turn.replies) == 2


def test_an_offer_for_the_first_stays_open_while_the_second_is_told(memory_store: Store) -> None:
    put_order(memory_store)
    turn = say_two(memory_store, "cancel_order", "order_status")
    assert topics(turn)[0] == "cancel_order"
    assert "order_status" in topics(turn)
    assert turn.replies[-1].buttons == ("Oui, allez-y", "Non merci")
    assert "première demande" in turn.replies[-1].text
    assert outcomes(say(memory_store, "oui", ("affirm", 0.99))) == ["applied"]


def test_the_second_waits_where_both_would_ask(memory_store: Store) -> None:
    put_two(memory_store)
    asked = say_two(memory_store, "order_status", "cancel_order")
    assert outcomes(asked) == ["identify"]
    chosen = say(memory_store, "204002", ("inform", 1.0), order_number="204002")
    assert topics(chosen) == ["order_status", "cancel_order"]
    assert {decision["order"] for decision in chosen.decisions} == {"204002"}
    assert outcomes(say(memory_store, "oui", ("affirm", 0.99))) == ["applied"]


def test_the_second_is_answered_after_a_no_to_the_first(memory_store: Store) -> None:
    put_order(memory_store)
    say_two(memory_store, "cancel_order", "return_item")
    after = say(memory_store, "non", ("deny", 0.99))
    assert outcomes(after)[0] == "declined"
    assert "return_item" in topics(after)


def test_a_number_in_one_part_is_meant_by_both(memory_store: Store) -> None:
    put_two(memory_store)
    turn = say_two(memory_store, "order_status", "cancel_order", ("order_number", "204002"))
    assert [(d["topic"], d["order"]) for d in turn.decisions] == [
        ("order_status", "204002"),
        ("cancel_order", "204002"),
    ]


def test_something_new_takes_the_place_of_what_waited(memory_store: Store) -> None:
    put_two(memory_store)
    say_two(memory_store, "order_status", "cancel_order")
    new = say(memory_store, "vous prenez paypal ?", ("payment_methods", 0.99))
    assert topics(new) == ["payment_methods"]
    assert "annul" not in text_of(new).lower()


ONE_MATTER = {
    "coupon_not_working": ("mon code ne passe pas", "coupon_not_working", "je le mets où ?", "coupon_how"),
    "cancel_order": ("mon client m'a lâché", "damaged_item", "je veux tout annuler", "cancel_order"),
    "change_address": ("je veux rien annuler", "cancel_order", "juste changer l'adresse", "change_address"),
    "tracking_stuck": ("parti depuis 11 jours", "order_status", "le suivi ne bouge pas", "tracking_stuck"),
}


@pytest.mark.parametrize("topic", ONE_MATTER)
def test_a_story_or_another_side_of_the_matter_is_no_second_request(memory_store: Store, topic: str) -> None:
    put_order(memory_store)
    first, of_first, second, of_second = ONE_MATTER[topic]
    parts = (Part(first, of_first, 0.99), Part(second, of_second, 0.99))
    said = Message(f"{first}, {second}", ((topic, 0.99),), requests=parts)
    assert set(topics(assistant(memory_store).turn("c1", said))) == {topic}


def test_cancelling_says_what_becomes_of_the_money(memory_store: Store) -> None:
    put_order(memory_store)
    turn = say_two(memory_store, "cancel_order", "refund_request")
    assert topics(turn) == ["cancel_order"]


@pytest.mark.parametrize(
    ("part", "called"), [("y a-t-il moyen qu'on me les apporte", False), ("je veux parler à quelqu'un", True)]
)
def test_a_person_is_called_only_where_the_part_says_so(memory_store: Store, part: str, called: bool) -> None:
    put_order(memory_store)
    parts = (Part("où est ma commande.", "order_status", 0.9), Part(part, "talk_to_human", 0.9))
    message = Message(
        f"où est ma commande. {part}", (("order_status", 0.9), ("talk_to_human", 0.1)), requests=parts
    )
    turn = assistant(memory_store).turn("c1", message)
    assert any("T-000001" in reply.text for reply in turn.replies) is called
