"""Thumbs through a running door."""

from __future__ import annotations

import pytest
import requests

from bot.channels.ratings import Ratings
from bot.orders.store import Store
from tests.channels.client import Client


@pytest.fixture
def guest(door: str) -> Client:
    return Client.open(door, merchant="pictoonline")


def rate(client: Client, event: object, rating: object, **headers: str) -> requests.Response:
    body = {"event": event, "rating": rating}
    url = f"{client.address}/v1/feedback"
    return requests.post(url, json=body, headers=client.headers | headers, timeout=10)


def test_a_thumb_is_kept_with_its_answer_and_shown_to_other_tabs(guest: Client, door_store: Store) -> None:
    answer = guest.say("bonjour")[-1]
    kept = rate(guest, answer["seq"], "down")
    assert (kept.status_code, kept.json()) == (200, {"event": answer["seq"], "rating": "down"})
    (rated,) = guest.events(1, after=answer["seq"])
    assert (rated["kind"], rated["event"], rated["rating"]) == ("rated", answer["seq"], "down")
    newest = Ratings(door_store.engine).newest("down", 1)[0]
    assert (newest.conversation, newest.text) == (guest.conversation, "Vous dites : bonjour")


def test_the_same_again_changes_nothing_and_a_change_of_mind_counts(guest: Client, door_store: Store) -> None:
    seq = guest.say("bonjour")[-1]["seq"]
    for rating in ("up", "up", "up", "down", None, None):
        assert rate(guest, seq, rating).status_code == 200
    told = [event["rating"] for event in guest.events(9, after=seq, seconds=1)]
    assert told == ["up", "down", None]
    assert guest.conversation not in [one.conversation for one in Ratings(door_store.engine).newest()]


def test_what_is_no_answer_of_this_conversation_is_not_rated(guest: Client, door: str) -> None:
    said, answer = guest.say("bonjour")[::2]
    assert rate(guest, said["seq"], "up").status_code == 404  # the customer's own words
    other = Client.open(door, merchant="pictoonline")
    refused = rate(other, answer["seq"], "up")
    assert (refused.status_code, refused.json()["error"][-1]) == (404, ".")


@pytest.mark.parametrize("event", [0, -1, 1.5, True, "1", None, [1], 2**31, 10**30])
def test_what_is_no_number_of_an_event_is_refused(guest: Client, event: object) -> None:
    assert rate(guest, event, "up").status_code == 400


@pytest.mark.parametrize("rating", ["", "UP", "sideways", 1, True, ["up"], {"up": 1}])
def test_what_is_no_thumb_is_refused(guest: Client, rating: object) -> None:
    assert rate(guest, 1, rating).status_code == 400


def test_a_thumb_without_a_session_is_refused(door: str) -> None:
    assert rate(Client(door, "forged.token.here"), 1, "up").status_code == 401


def test_another_site_rates_nothing(guest: Client) -> None:
    assert rate(guest, 1, "up", origin="https://evil.example").status_code == 403


def test_so_many_thumbs_per_conversation(guest: Client) -> None:
    seq = guest.say("bonjour")[-1]["seq"]
    refused = [rate(guest, seq, "up") for _ in range(41)][-1]
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
