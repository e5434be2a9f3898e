"""`POST /v1/desk/<merchant>` on a running door."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import requests
from standardwebhooks import Webhook

from bot.orders.store import Store
from tests.channels.client import Client
from tests.channels.conftest import running_door
from tests.desk.test_webhook import KEY, OLD


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk-door")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    desks = {"pictoonline": {"kind": "webhook", "url": "http://127.0.0.1:9", "secrets": [KEY]}}
    with running_door(folder, desks=json.dumps(desks)) as found:
        yield found


@pytest.fixture
def customer(address: str) -> Client:
    return Client.open(address, merchant="pictoonline")


@pytest.fixture
def number(customer: Client, folder: Path) -> str:
    store = Store.open(f"sqlite:///{folder / 'relais.db'}")
    with store.transaction() as tx:
        now = datetime.now(timezone.utc)
        made = tx.writes.add_ticket(
            "pictoonline", None, None, "talk_to_human", "?", customer.conversation, now
        )
    store.dispose()
    return made


def post(
    address: str, act: str, id: str = "m1", key: str = KEY, minutes: float = 0, **data: Any
) -> requests.Response:
    at = datetime.now(timezone.utc) + timedelta(minutes=minutes)
    body = json.dumps({"type": f"ticket.{act}", "timestamp": at.isoformat(), "data": data})
    headers = {
        "webhook-id": id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(key).sign(id, at, body),
    }
    return requests.post(f"{address}/v1/desk/pictoonline", data=body, headers=headers, timeout=10)


def test_a_desks_reply_reaches_the_open_window_once(address: str, customer: Client, number: str) -> None:
    said = {"ticket": number, "text": "Bonjour, je regarde.", "author": "Camille"}
    first = post(address, "reply", f"{number}-1", **said)
    assert (first.status_code, first.json()) == (200, {"done": ["done"]})
    assert post(address, "reply", f"{number}-1", **said).json() == {"done": ["repeated"]}
    [shown] = [event for event in customer.events(9, seconds=1.5) if event.get("author") == "person"]
    assert (shown["text"], shown["name"]) == ("Bonjour, je regarde.", "Camille")
    assert post(address, "give_back", f"{number}-2", ticket=number).json() == {"done": ["done"]}
    assert post(address, "close", f"{number}-3", ticket=number).json() == {"done": ["done"]}


@pytest.mark.parametrize(("key", "minutes"), [(OLD, 0), (KEY, -6), (KEY, 6)])
def test_what_is_not_signed_now_and_by_this_desk_does_nothing(
    address: str, customer: Client, number: str, key: str, minutes: float
) -> None:
    refused = post(address, "reply", "x", key, minutes, ticket=number, text="Faux")
    assert (refused.status_code, "signature" in refused.json()["error"]) == (401, True)
    assert customer.events(9, seconds=1) == []


def test_an_unsigned_request_learns_nothing_of_tickets(address: str, number: str) -> None:
    known, unknown = ({"type": "ticket.take", "data": {"ticket": one}} for one in (number, "T-999999"))
    answers = [
        requests.post(f"{address}/v1/desk/pictoonline", json=one, timeout=10) for one in (known, unknown)
    ]
    assert [(answer.status_code, answer.text) for answer in answers] == [(401, answers[0].text)] * 2


@pytest.mark.parametrize("merchant", ["inno", "nobody", "%2e%2e"])
def test_a_merchant_without_a_desk_has_no_such_door(address: str, merchant: str) -> None:
    assert requests.post(f"{address}/v1/desk/{merchant}", json={}, timeout=10).status_code == 404


def test_an_unknown_ticket_and_unreadable_words_are_told(address: str) -> None:
    assert post(address, "close", "u1", ticket="T-999999").status_code == 404
    unreadable = post(address, "explode", "u2", ticket="T-1")
    assert (unreadable.status_code, "illisible" in unreadable.json()["error"]) == (400, True)


def test_a_body_without_end_is_refused(address: str) -> None:
    sent = requests.post(f"{address}/v1/desk/pictoonline", data=b"x" * (1024 * 1024 + 1), timeout=10)
    assert sent.status_code == 413
