"""What is asked about a ticket once it is open."""

from __future__ import annotations

import pytest

from bot.orders.store import Store
from tests.dialogue.test_context import text_of
from tests.dialogue.test_turns import say
from tests.dialogue.test_two_windows import outcomes
from tests.effects.acts import put_order, rows

ASIDE = ("out_of_scope", 0.9)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("ils répondent en combien de temps ?", "ne donnent pas de délai"),
        ("d'accord et ils me rappellent quand ?", "ne donnent pas de délai"),
        ("ils mettent combien de temps a repondre", "ne donnent pas de délai"),
        ("quel est le délai de réponse ?", "ne donnent pas de délai"),
        ("j'aurai une réponse quand", "ne donnent pas de délai"),
        ("et après il se passe quoi ?", "Une personne"),
        ("qui va me répondre ?", "Une personne"),
        ("je reçois un mail ?", "ne précisent pas"),
    ],
)
def test_nothing_is_promised_of_its_answer(memory_store: Store, words: str, told: str) -> None:
    put_order(memory_store)
    opened = say(memory_store, "je veux parler à un conseiller", ("talk_to_human", 0.99))
    assert outcomes(opened) == ["handoff"]
    before = rows(memory_store)
    answer = say(memory_store, words, ASIDE)
    assert outcomes(answer) == ["smalltalk"]
    assert told in text_of(answer)
    assert rows(memory_store) == before


def test_without_a_ticket_the_question_is_of_nothing_here(memory_store: Store) -> None:
    put_order(memory_store)
    assert outcomes(say(memory_store, "ils répondent en combien de temps ?", ASIDE)) == ["out_of_scope"]


def test_how_long_a_delivery_takes_is_not_how_long_the_answer_takes(memory_store: Store) -> None:
    put_order(memory_store)
    say(memory_store, "je veux parler à un conseiller", ("talk_to_human", 0.99))
    later = say(memory_store, "ça prend combien de temps ?", ("order_status", 0.9))
    assert [decision["topic"] for decision in later.decisions] == ["order_status"]


def test_a_question_about_the_matter_itself_is_none_about_its_ticket(memory_store: Store) -> None:
    put_order(memory_store)
    say(memory_store, "je veux parler à un conseiller", ("talk_to_human", 0.99))
    later = say(memory_store, "et le remboursement alors, c'est quand ?", ("refund_time", 0.99))
    assert [decision["topic"] for decision in later.decisions] == ["refund_time"]


def test_another_country_is_not_how_long_the_offer_takes(memory_store: Store) -> None:
    say(memory_store, "quels sont les délais de livraison ?", ("delivery_time", 0.99))
    again = say(memory_store, "et en suisse ?", ("delivery_time", 0.99))
    assert "dès que vous me dites oui" not in text_of(again)
    assert [decision["topic"] for decision in again.decisions] == ["delivery_time"]
