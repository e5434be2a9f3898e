"""Two requests by their words that are one by what is meant, and those that are two."""

from __future__ import annotations

import pytest

from bot.dialogue.message import Message, Part
from bot.dialogue.one_matter import cancelled_and_refunded, one_matter, only_request


def parts(second: str, topic: str) -> tuple[Part, ...]:
    return Part("je voudrais annuler ma commande", "cancel_order", 1.0), Part(second, topic, 1.0)


@pytest.mark.parametrize(
    ("second", "topic"),
    [
        ("remboursez-moi", "refund_request"),
        ("je peut avoir mes sous ?", "credit_note"),
        ("je pense que je peux l'avoir pour moins cher ailleurs", "credit_note"),
    ],
)
def test_the_money_belongs_to_the_cancellation(second: str, topic: str) -> None:
    assert cancelled_and_refunded(parts(second, topic))


@pytest.mark.parametrize(
    ("second", "topic"),
    [
        ("et comment j'utilise mon avoir ?", "credit_note"),
        ("et l'avoir de l'an dernier est encore valable ?", "credit_note"),
        ("et mon bon d'achat, il expire quand ?", "credit_note"),
        ("et pourquoi mon code ne passe pas ?", "coupon_not_working"),
    ],
)
def test_another_matter_stays_one(second: str, topic: str) -> None:
    assert not cancelled_and_refunded(parts(second, topic))


def message(first: str, second: str, *topics: str) -> Message:
    both = tuple(Part(text, topic, 0.9) for text, topic in zip((first, second), topics, strict=True))
    return Message(f"{first} {second}", ((topics[1], 0.8), (topics[0], 0.1)), requests=both)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("je n'ai pas demandé à annuler,", "je veux juste savoir où ça en est"),
        ("finalement j'annule plus,", "dites moi juste quand ça arrive"),
        ("j'annule pas hein,", "je demande seulement quand ça part"),
    ],
)
def test_what_is_not_wanted_is_no_request(first: str, second: str) -> None:
    said = message(first, second, "cancel_order", "order_status")
    assert only_request(said) == said.requests[1]


def test_what_stands_between_two_things_is_one_question() -> None:
    assert one_matter(
        message("la différence entre un avoir", "et un remboursement", "credit_note", "refund_request")
    )


def test_a_need_is_no_request() -> None:
    need = "j'ai besoin de mon imprimante pour le boulot dès demain"
    said = message(need, "mon colis ne bouge plus", "technical_support", "tracking_stuck")
    assert only_request(said) == said.requests[1]
    wish = "j'ai besoin d'une facture au nom de ma société"
    assert only_request(message(wish, "et mon colis ne bouge plus", "invoice", "tracking_stuck")) is None


def test_a_wish_and_a_question_stay_two() -> None:
    both = message(
        "je ne veux plus de cette commande, annulez,", "et ma facture ?", "cancel_order", "invoice"
    )
    assert not one_matter(both)
    assert only_request(both) is None
