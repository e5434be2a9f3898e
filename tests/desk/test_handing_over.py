"""Asking for a person: one ticket a matter, and what the merchant's calendar lets one promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk import person
from bot.dialogue.assistant import Assistant
from bot.dialogue.message import Turn
from bot.orders.store import Store
from bot.orders.tickets import ASSISTANT, CUSTOMER
from bot.policies.pack import load_packs
from tests.desk.conftest import HUMAN, Scene, scene_on
from tests.dialogue.test_two_windows import FAQ
from tests.effects.acts import NOW
from tests.policies.test_opening import opening

PICTO = load_packs(FAQ, only=("pictoonline",))["pictoonline"]
OPEN_HOURS = opening()  # NOW is a Wednesday, 10 h in Paris


def text(turn: Turn) -> str:
    return turn.replies[-1].text.replace("\u00a0", " ")


def with_hours(scene: Scene, hours: object = OPEN_HOURS) -> Scene:
    packs = {"pictoonline": replace(PICTO, merchant=replace(PICTO.merchant, opening=hours))}  # type: ignore[arg-type]
    scene.relais = Assistant(scene.store, lambda: packs, scene.clock, lambda _id: None)
    return scene


def tickets(scene: Scene) -> list[str]:
    with scene.store.transaction() as tx:
        return [one.number for one in tx.tickets.listed()][::-1]


def test_open_a_person_follows_up_now(quick: Scene) -> None:
    turn = with_hours(quick).say("un humain svp", HUMAN)
    assert "Une personne prend la suite maintenant" in text(turn)
    assert turn.decisions[0]["outcome"] == "handoff"


@pytest.mark.parametrize(
    ("later", "when"), [(9, "demain à 9 h"), (-3, "aujourd'hui à 9 h"), (9 + 48, "demain à 20 h")]
)
def test_closed_it_says_when_and_the_ticket_stays(memory_store: Store, later: int, when: str) -> None:
    scene = with_hours(scene_on(memory_store, now=NOW + timedelta(hours=later)))
    assert f"à son retour, {when}" in text(scene.say("un humain svp", HUMAN))
    assert tickets(scene) == ["T-000001"]


def test_without_documented_hours_none_are_said(quick: Scene) -> None:
    said = text(quick.say("un humain svp", HUMAN))
    assert "T-000001" in said
    assert not any(word in said for word in ("maintenant", "retour", "Horaires", "  "))


def test_asking_again_adds_to_the_same_ticket(scene: Scene) -> None:
    scene.handed_over()
    again = scene.say("alors, cette personne ?", HUMAN)
    assert "T-000001" in text(again)
    assert tickets(scene) == ["T-000001"]
    with scene.store.transaction() as tx:
        assert [m.text for m in tx.tickets.messages(1) if m.author == CUSTOMER] == ["alors, cette personne ?"]


def test_all_that_is_said_before_a_person_comes_is_kept_with_the_ticket(quick: Scene) -> None:
    quick.handed_over()
    quick.say("puis-je payer par chèque ?", ("payment_methods", 0.99))
    quick.say("Parler à une personne", HUMAN)
    with quick.store.transaction() as tx:
        said = [(m.author, m.text) for m in tx.tickets.messages(1)]
        told = len(list(tx.desk_events.waiting()))
    assert [author for author, _ in said] == [CUSTOMER, ASSISTANT, CUSTOMER, ASSISTANT]
    assert [text for author, text in said if author == CUSTOMER] == [
        "puis-je payer par chèque ?",
        "Parler à une personne",
    ]
    assert told == 5  # and the ticket itself


def test_once_it_is_closed_another_matter_gets_another_ticket(scene: Scene) -> None:
    scene.handed_over()
    for expected in (["T-000001", "T-000002"], ["T-000001", "T-000002", "T-000003"]):
        with scene.store.transaction() as tx:
            last = tx.tickets.of_conversation("c1")
            assert last
            person.close(tx, last, scene.clock.now())
        scene.say("je veux parler à quelqu'un", HUMAN)
        assert tickets(scene) == expected
