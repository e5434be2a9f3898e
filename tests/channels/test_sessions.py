"""Opening a session at a running door, in demo and in production mode."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
import pytest
import requests

from bot.orders.store import Store
from tests.channels.client import Client
from tests.channels.conftest import SECRET, SHOP_KEY

DEMO_CUSTOMER = "lea.martin@example.org"


def ask(address: str, body: Any, **headers: str) -> requests.Response:
    return requests.post(f"{address}/v1/sessions", json=body, headers=headers, timeout=5)


def test_the_server_chooses_the_conversation(door: str) -> None:
    first, second = (ask(door, {"merchant": "pictoonline", "conversation": "mine"}).json() for _ in range(2))
    assert len(first["conversation"]) >= 24
    assert "mine" not in (first["conversation"], second["conversation"])
    assert first["conversation"] != second["conversation"]
    assert datetime.fromisoformat(first["expires"]) > datetime.now(timezone.utc)


def test_merchant_and_customer_are_kept_in_the_store(door: str, door_store: Store) -> None:
    client = Client.open(door, merchant="pictoonline", customer=DEMO_CUSTOMER)
    with door_store.transaction() as tx:
        conversation = tx.conversations.get(client.conversation)
    assert conversation is not None
    assert (conversation.merchant, conversation.customer) == ("pictoonline", DEMO_CUSTOMER)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ([], 400),
        ({"merchant": 3}, 400),
        ({"merchant": "x" * 60}, 400),
        ({"merchant": "nulle-part"}, 404),
        ({"merchant": "../imprimante"}, 404),
        ({"merchant": "pictoonline", "customer": "personne@example.org"}, 403),
        ({"merchant": "imprimante", "customer": DEMO_CUSTOMER}, 403),
        ({"merchant": "pictoonline", "customer": {"a": 1}}, 400),
    ],
)
def test_no_session_for_who_does_not_fit(door: str, body: Any, status: int) -> None:
    assert ask(door, body).status_code == status


def token(door: str, key: str = SECRET, algorithm: str = "HS256", **changes: Any) -> str:
    client = Client.open(door, merchant="pictoonline")
    claims = jwt.decode(client.token, SECRET, algorithms=["HS256"], audience="relais-session")
    return jwt.encode(claims | changes, key, algorithm)


def test_a_forged_or_stale_token_opens_nothing(door: str) -> None:
    past = datetime.now(timezone.utc) - timedelta(minutes=1)
    bad = [
        "",
        "x.y.z",
        token(door, key="somebody else's key, which is also long enough"),
        token(door, key="", algorithm="none"),
        token(door, exp=past),
        token(door, aud="relais"),
        jwt.encode({"aud": "relais-session", "sub": "a", "merchant": "pictoonline"}, SECRET, "HS256"),
    ]
    for one in bad:
        client = Client(door, one)
        assert client.post("bonjour").status_code == 401
        assert requests.get(f"{door}/v1/events", headers=client.headers, timeout=5).status_code == 401
    assert Client(door, token(door)).post("bonjour").status_code == 202


def test_one_conversation_cannot_be_read_with_the_token_of_another(door: str) -> None:
    mine, other = (Client.open(door, merchant="pictoonline") for _ in range(2))
    mine.say("bonjour")
    assert other.events(1, seconds=1) == []


def shop_token(**changes: Any) -> str:
    now = datetime.now(timezone.utc)
    claims: dict[str, Any] = {
        "aud": "relais",
        "iss": "pictoonline",
        "sub": "cliente@example.org",
        "iat": now,
        "exp": now + timedelta(minutes=5),
        "jti": changes.pop("jti", now.isoformat()),
    }
    return jwt.encode(claims | changes, changes.pop("key", SHOP_KEY), "HS256")


def test_in_production_a_shop_signs_its_customer_in_once(shop_door: str) -> None:
    signed = shop_token()
    body = {"merchant": "pictoonline", "customer": signed}
    assert ask(shop_door, body).status_code == 201
    assert ask(shop_door, body).status_code == 401


def test_in_production_a_claim_is_not_believed(shop_door: str) -> None:
    now = datetime.now(timezone.utc)
    bad = [
        DEMO_CUSTOMER,
        shop_token(aud="else"),
        shop_token(iss="imprimante"),
        shop_token(exp=now - timedelta(minutes=1)),
        shop_token(exp=now + timedelta(days=1)),
        jwt.encode({"sub": "a@b.fr"}, SHOP_KEY, "HS256"),
        jwt.encode({"sub": "a@b.fr"}, "", "none"),
    ]
    for one in bad:
        assert ask(shop_door, {"merchant": "pictoonline", "customer": one}).status_code == 401
    assert ask(shop_door, {"merchant": "imprimante", "customer": shop_token()}).status_code == 401
    assert ask(shop_door, {"merchant": "imprimante"}).status_code == 201


def test_only_allowed_sites_open_conversations(shop_door: str) -> None:
    body = {"merchant": "pictoonline"}
    assert ask(shop_door, body, origin="https://shop.example").status_code == 201
    assert ask(shop_door, body, origin=shop_door).status_code == 201
    assert ask(shop_door, body, origin="https://elsewhere.example").status_code == 403
    assert ask(shop_door, body, origin="null").status_code == 403


def test_in_production_there_is_no_demo_and_no_version_to_see(shop_door: str) -> None:
    for path in ("/", "/demo/customers", "/demo/shop.js", "/version", "/webhooks/rest/webhook"):
        answer = requests.get(shop_door + path, timeout=5)
        assert answer.status_code == 404
        assert "3.6" not in answer.text
