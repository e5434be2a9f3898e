"""Messages through a running door."""

from __future__ import annotations

import time

import pytest
import requests

from tests.channels.client import Client


@pytest.fixture
def guest(door: str) -> Client:
    return Client.open(door, merchant="pictoonline")


def test_what_is_said_and_answered_comes_by_the_event_stream(guest: Client) -> None:
    said, first, second = guest.say("bonjour")
    assert (said["kind"], said["text"]) == ("said", "bonjour")
    assert (first["kind"], first["text"], "last" in first) == ("message", "Un instant.", False)
    assert (second["text"], second["buttons"], second["last"]) == (
        "Vous dites : bonjour",
        [{"title": "Oui"}],
        True,
    )
    assert first["answers"] == second["answers"] == said["id"]


def test_a_browser_gets_of_a_decision_only_what_the_window_shows(guest: Client) -> None:
    *_, answer = guest.say("bonjour")
    assert answer["decisions"] == [
        {
            "clauses": ["picto.cancel"],
            "outcome": "yes",
            "source": "FAQ, « Annuler »",
            "offer": {"effect": "cancel_with_credit", "amount": "12.50"},
        }
    ]
    assert set(answer) == {"seq", "kind", "text", "buttons", "decisions", "answers", "last", "at"}


def test_the_same_client_id_is_answered_once(guest: Client) -> None:
    assert [guest.post("bonjour", "m1").status_code for _ in range(3)] == [202, 202, 202]
    assert len(guest.events(9, seconds=1.5)) == 3


def test_messages_are_answered_in_their_order(guest: Client) -> None:
    for number in range(6):
        assert guest.post(f"n{number}", f"m{number}").status_code == 202
    texts = [event["text"] for event in guest.events(18) if event.get("last")]
    assert texts == [f"Vous dites : n{number}" for number in range(6)]


def test_a_reader_takes_up_after_the_last_event_it_saw(guest: Client) -> None:
    everything = guest.say("bonjour")
    assert guest.events(9, after=1, seconds=1) == everything[1:]
    assert guest.events(9, after=3, seconds=1) == []


def test_two_readers_see_the_same(guest: Client) -> None:
    guest.say("bonjour")
    assert guest.events(3) == guest.events(3)


@pytest.mark.parametrize("said", ["casse", "muet", "lent", "excuses"])
def test_who_gets_no_answer_gets_an_apology_a_ticket_and_a_way_to_a_person(guest: Client, said: str) -> None:
    _, apology = guest.say(said, events=2)
    assert apology["text"].startswith("Toutes mes excuses")
    assert "T-0" in apology["text"]
    assert apology["buttons"] == [{"title": "Parler à un conseiller"}]
    assert apology["last"]


def test_a_second_failure_opens_no_second_ticket(guest: Client) -> None:
    assert "T-0" in guest.say("casse", events=2)[1]["text"]
    again = guest.say("casse", events=2)[1]["text"]
    assert "T-0" not in again
    assert "serviceclient@pictoonline.fr" in again


def test_what_was_written_behind_a_turn_that_hangs_does_not_wait_as_long_again(guest: Client) -> None:
    began = time.monotonic()
    for _ in range(3):
        assert guest.post("lent").status_code == 202
    apologies = [event for event in guest.events(6) if event["kind"] == "message"]
    assert [one["text"][:18] for one in apologies] == ["Toutes mes excuses"] * 3
    assert time.monotonic() - began < 4.4  # three times the 1.5 s of these tests' turns are more


def test_after_a_failure_the_conversation_goes_on(guest: Client) -> None:
    guest.say("casse", events=2)
    assert guest.say("bonjour")[-1]["text"] == "Vous dites : bonjour"


def test_control_characters_are_dropped(guest: Client) -> None:
    assert guest.say("bon\x00jour\x1b[2J")[0]["text"] == "bonjour[2J"


def test_half_a_character_does_not_break_the_stream(guest: Client) -> None:
    assert guest.say("bon\ud800jour")[0]["text"] == "bon?jour"


@pytest.mark.parametrize(
    ("text", "status"), [("", 400), ("  \x00 ", 400), ("x" * 1001, 413), (12, 400), (None, 400), (["a"], 400)]
)
def test_what_is_no_message_is_refused_kindly(guest: Client, text: object, status: int) -> None:
    answer = guest.post(text)
    assert answer.status_code == status
    assert answer.json()["error"].endswith((".", "?"))


@pytest.mark.parametrize("client_id", ["", "a b", "é", "x" * 65, "../x"])
def test_a_client_id_is_short_and_plain(guest: Client, client_id: str) -> None:
    body = {"id": client_id, "text": "bonjour"}
    answer = requests.post(f"{guest.address}/v1/messages", json=body, headers=guest.headers, timeout=5)
    assert answer.status_code == 400


def test_nobody_types_eleven_messages_ahead(guest: Client) -> None:
    statuses = [guest.post("bonjour" if number else "lent").status_code for number in range(14)]
    assert 429 in statuses
    assert statuses[:8] == [202] * 8


@pytest.mark.parametrize("body", [b"{", b"[1]", b"\xff", b"[" * 10_000, b""])
def test_what_is_no_json_object_is_refused(guest: Client, body: bytes) -> None:
    answer = requests.post(f"{guest.address}/v1/messages", data=body, headers=guest.headers, timeout=5)
    assert answer.status_code == 400


def test_a_huge_body_is_refused(guest: Client) -> None:
    answer = requests.post(
        f"{guest.address}/v1/messages", data=b"x" * 100_000, headers=guest.headers, timeout=5
    )
    assert answer.status_code == 413


def test_silence_left_to_a_person_is_no_failure_and_ends_the_wait(guest: Client) -> None:
    _, answer = guest.say("silence", events=2)
    assert (answer["text"], answer["last"]) == ("", True)
