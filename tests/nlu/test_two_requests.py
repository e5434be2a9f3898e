"""A message with two requests is cut in two; one request, however long, is not."""

from collections.abc import Sequence

import pytest

from bot.nlu.cuts import MOST, cuts
from bot.nlu.two_requests import requests, split

WORDS = {"annul": "cancel_order", "code": "coupon_how", "cassé": "damaged_item", "merci": "thanks"}


def rank(text: str) -> Sequence[tuple[str, float]]:
    """Sure of the topic whose word stands in the text; torn where there are several."""
    found = [topic for word, topic in WORDS.items() if word in text] or ["order_status"]
    return [(topic, 0.99 / len(found)) for topic in found]


def test_two_requests_come_in_the_order_of_the_message() -> None:
    message = "je voudrais annuler ma commande d'hier et sinon où est-ce que je tape mon code ?"
    assert split(message, rank) == [
        ("je voudrais annuler ma commande d'hier", "cancel_order"),
        ("et sinon où est-ce que je tape mon code ?", "coupon_how"),
    ]


def test_places_point_into_the_message_as_typed() -> None:
    message = "  pouvez-vous annuler la 204001 svp ?  Par ailleurs comment on utilise un code ? "
    first, second = requests(message, rank)
    assert message[first.start : first.end] == first.text == "pouvez-vous annuler la 204001 svp ?"
    assert message[second.start : second.end] == second.text == "Par ailleurs comment on utilise un code ?"


@pytest.mark.parametrize(
    "message",
    [
        "",
        "annulez",
        "je veux annuler ma commande et merci beaucoup pour tout",
        "je veux annuler ma commande, l'annulation est urgente et j'annule tout",
        "où est ma commande ? je l'attends depuis lundi et sinon quand est-ce qu'elle arrive ?",
    ],
)
def test_one_request_is_not_split(message: str) -> None:
    assert split(message, rank) == []


def test_however_long_a_message_few_cuts_are_tried() -> None:
    assert len(cuts("bonjour, et puis voilà " * 200)) <= MOST


@pytest.mark.parametrize(
    ("message", "second"),
    [
        ("la palette est en miettes 😭 mon code je le tape où", "mon code je le tape où"),
        ("1) pas de TVA sur les timbres 2) Bancontact possible ?", "2) Bancontact possible ?"),
        ("les mêmes étiquettes    les enveloppes en sont où", "les enveloppes en sont où"),
    ],
)
def test_a_face_a_number_or_a_gap_can_part_two_requests(message: str, second: str) -> None:
    assert second in [message[cut.at :] for cut in cuts(message)]


@pytest.mark.parametrize(
    "message",
    [
        "est-ce que je peux encore annuler la commande",
        "dites-moi si vous pouvez la livrer ailleurs",
        "je voudrais savoir si on peut payer en trois fois",
    ],
)
def test_what_a_question_begins_with_is_no_request_of_its_own(message: str) -> None:
    assert cuts(message) == []
