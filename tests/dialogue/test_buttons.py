"""A message presses a button by its title, its number or, among orders, its rank."""

from __future__ import annotations

import pytest

from bot.dialogue.buttons import human, pressed, yes_no, yes_no_fact
from bot.dialogue.state import FACT, NUMBER, OFFER, ORDER, Button, State

ORDERS = [
    Button("204003 du mardi 17 novembre : Mug (payée)", "order", "204003"),
    Button("204002 du lundi 16 novembre : Livre photo A4 (expédiée)", "order", "204002"),
    Button("204001 du lundi 2 novembre : Tirages (livrée)", "order", "204001"),
]


def state(awaiting: str | None, buttons: list[Button]) -> State:
    return State(awaiting=awaiting, buttons=list(buttons))


def value(message: str, awaiting: str = ORDER) -> str | None:
    button = pressed(state(awaiting, ORDERS), message)
    return button.value if button else None


@pytest.mark.parametrize(
    "message",
    ["Oui, allez-y", "oui allez y", "OUI ALLEZ-Y !", "« Oui, allez-y »", "1", " 1. ", "1)", "n°1", "le 1"],
)
def test_the_first_button_of_an_offer(message: str) -> None:
    button = pressed(state(OFFER, yes_no()), message)
    assert button is not None
    assert button.kind == "yes"


@pytest.mark.parametrize("message", ["2", "Non merci", "non merci.", "la 2", "le numéro 2"])
def test_the_second_button_of_an_offer(message: str) -> None:
    button = pressed(state(OFFER, yes_no()), message)
    assert button is not None
    assert button.kind == "no"


@pytest.mark.parametrize(
    "message", ["", "   ", "!!", "3", "0", "oui", "Oui, allez", "12", "1er", "les 2", "2 colis"]
)
def test_what_presses_no_button_of_an_offer(message: str) -> None:
    assert pressed(state(OFFER, yes_no()), message) is None


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("la première", "204003"),
        ("la 1ère", "204003"),
        ("le premier svp", "204003"),
        ("la deuxième", "204002"),
        ("la seconde", "204002"),
        ("2e", "204002"),
        ("la 2", "204002"),
        ("3", "204001"),
        ("la troisième merci", "204001"),
        ("la dernière", "204003"),
        ("ma plus récente", "204003"),
        ("l'avant-dernière", "204002"),
        ("la plus ancienne", "204001"),
        ("204002 du lundi 16 novembre : Livre photo A4 (expédiée)", "204002"),
    ],
)
def test_an_order_by_its_rank(message: str, number: str) -> None:
    assert value(message) == number


@pytest.mark.parametrize(
    "message",
    ["la quatrième", "c'est la deuxième fois que je vous écris", "la même", "aucune", "ma commande", "4"],
)
def test_what_is_no_rank(message: str) -> None:
    assert value(message) is None


def test_a_rank_counts_only_where_an_order_was_asked_for() -> None:
    assert value("la deuxième", OFFER) is None
    assert pressed(state(ORDER, yes_no()), "la deuxième") is None


def test_without_buttons_nothing_is_pressed() -> None:
    assert pressed(state(NUMBER, []), "1") is None
    assert pressed(state(None, []), "Oui, allez-y") is None


def test_the_answers_to_a_question_of_fact_and_the_person() -> None:
    done = pressed(state(FACT, yes_no_fact()), "oui c'est fait")
    assert done is not None
    assert done.kind == "yes"
    person = pressed(state(None, [human()]), "parler a une personne")
    assert person is not None
    assert person.kind == "human"
