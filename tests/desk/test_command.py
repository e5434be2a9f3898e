"""`relais tickets` in a terminal."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import group
from bot.orders.store import Store
from tests.desk.conftest import Scene, scene_on


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    url = f"sqlite:///{tmp_path / 'relais.db'}"
    monkeypatch.setenv("RELAIS_DATABASE_URL", url)
    return scene_on(Store.open(url, create=True), now=datetime.now(timezone.utc))


def relais(*words: str, said: str | None = None) -> Result:
    return CliRunner().invoke(group, ["tickets", *words], input=said, env={"COLUMNS": "200"})


def test_a_ticket_from_its_opening_to_its_end(scene: Scene) -> None:
    assert relais("list").output == "Aucun ticket.\n"
    scene.handed_over()
    listed = relais("list").output
    assert all(word in listed for word in ("T-000001", "ouvert", "lea@example.org", "pictoonline"))
    shown = relais("show", "1").output
    assert all(word in shown for word in ("je veux parler à quelqu'un", "client", "assistant"))
    told = relais("reply", "t-1", "Bonjour", "Léa", "--name", "Camille")
    assert told.exit_code == 0, told.output
    assert "l'assistant s'y tait" in told.output
    assert scene.shown()[-1]["text"] == "Bonjour Léa"
    assert "pris par Camille" in relais("list").output
    assert relais("take", "1").output == "Error: le ticket T-000001 est déjà pris par Camille.\n"
    assert relais("give-back", "1").exit_code == 0
    assert relais("give-back", "1").output == "Error: personne n'a pris le ticket T-000001.\n"
    assert relais("close", "1").exit_code == 0
    assert relais("close", "1").exit_code == 1
    assert relais("list").output == "Aucun ticket.\n"
    assert "T-000001" in relais("list", "--state", "clos").output


def test_json_says_the_same(scene: Scene) -> None:
    scene.handed_over()
    relais("reply", "1", "--name", "Camille", said="Plusieurs\nlignes\n")
    [listed] = json.loads(relais("list", "--json").output)
    assert (listed["number"], listed["state"], listed["taken_by"]) == ("T-000001", "taken", "Camille")
    card = json.loads(relais("show", "1", "--json").output)
    assert [said["author"] for said in card["transcript"]] == ["customer", "assistant", "person"]
    assert card["messages"][0]["text"] == "Plusieurs\nlignes"
    assert card["decisions"][0]["outcome"] == "handoff"


def test_reply_and_close_in_one(scene: Scene) -> None:
    scene.handed_over()
    assert relais("reply", "1", "Réglé.", "--close", "--email").exit_code == 0
    assert scene.ticket().state == "closed"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("show", "T-9"), "aucun ticket T-9."),
        (("reply", "1", " "), "la réponse est vide."),
    ],
)
def test_what_cannot_be_is_one_line(scene: Scene, words: tuple[str, ...], line: str) -> None:
    scene.handed_over()
    answer = relais(*words, said="")
    assert (answer.exit_code, answer.output) == (1, f"Error: {line}\n")


def test_what_a_desk_does_not_know_yet_is_listed(scene: Scene) -> None:
    assert relais("waiting").output == "Rien n'attend.\n"
    scene.handed_over()
    with scene.store.transaction() as tx:
        event = tx.desk_events.take(["pictoonline"], scene.clock.now())
        assert event
        tx.desk_events.failed(event, "réponse 503", scene.clock.now())
    assert all(word in relais("waiting").output for word in ("T-000001", "ouverture", "réponse 503"))
    relais("waiting", "--again")
    with scene.store.transaction() as tx:
        assert tx.desk_events.take(["pictoonline"], scene.clock.now())
