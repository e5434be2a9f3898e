"""Forged, stale, swapped and stolen tokens. Nobody gets in, and no conversation comes into being."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
import pytest

from tests.hostile.conftest import ED, ED_PUBLIC, MINE, VICTIM
from tests.hostile.visitor import OLD_SECRET, SECRET, SHOP_KEY, Visitor, fresh_address, shop_token

NOW = datetime.now(timezone.utc)


def hmac_with_public_key() -> str:
    """PyJWT refuses to sign with a public key, an attacker's tool does not."""
    import base64
    import hashlib
    import hmac
    import json

    def part(value: Any) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    claims = {"aud": "relais", "iss": "pictoonline", "sub": VICTIM, "jti": "swap"}
    claims |= {"iat": int(NOW.timestamp()), "exp": int(NOW.timestamp()) + 300}
    signed = f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part(claims)}"
    code = hmac.new(ED_PUBLIC.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(code).rstrip(b'=').decode()}"


SHOP_TOKENS: dict[str, tuple[str, Callable[[], str]]] = {
    "an e-mail without a signature": ("imprimante", lambda: VICTIM),
    "another key": ("imprimante", lambda: shop_token(VICTIM, "x" * 40)),
    "no algorithm": ("imprimante", lambda: shop_token(VICTIM, "", "none")),
    "EdDSA where HS256 is agreed": ("imprimante", lambda: shop_token(VICTIM, ED, "EdDSA")),
    "HS256 with the public key as secret": ("pictoonline", hmac_with_public_key),
    "HS512 with the right key": ("imprimante", lambda: shop_token(VICTIM, SHOP_KEY * 2, "HS512")),
    "expired": ("imprimante", lambda: shop_token(VICTIM, exp=NOW - timedelta(minutes=1))),
    "good for a day": ("imprimante", lambda: shop_token(VICTIM, exp=NOW + timedelta(days=1))),
    "from the future": ("imprimante", lambda: shop_token(VICTIM, iat=NOW + timedelta(hours=1))),
    "another audience": ("imprimante", lambda: shop_token(VICTIM, aud="relais-session")),
    "another shop's": ("imprimante", lambda: shop_token(VICTIM, iss="inno")),
    "a shop without a key": ("inno", lambda: shop_token(VICTIM, iss="inno")),
    "without a number of its own": ("imprimante", lambda: shop_token(VICTIM, jti=None)),
    "without an end": ("imprimante", lambda: shop_token(VICTIM, exp=None)),
    "no e-mail": ("imprimante", lambda: shop_token("1 OR 1=1")),
    "a key id that is a path": (
        "imprimante",
        lambda: shop_token(VICTIM, "x" * 40, headers={"kid": "../../dev/null"}),
    ),
    "signed with the server's own guess": ("imprimante", lambda: shop_token(VICTIM, "secret")),
}


@pytest.mark.parametrize("name", SHOP_TOKENS)
def test_no_shop_vouched_for_this(server: str, rows: Any, name: str) -> None:
    merchant, made = SHOP_TOKENS[name]
    before = rows("SELECT count(*) FROM conversations")
    answer = Visitor(server, fresh_address()).ask(
        "/v1/sessions", json={"merchant": merchant, "customer": made()}
    )
    assert answer.status_code == 401
    assert answer.json() == {"error": "Ce client n'est pas connu de cette boutique."}
    assert rows("SELECT count(*) FROM conversations") == before


def test_a_shops_word_counts_once(server: str) -> None:
    body = {"merchant": "imprimante", "customer": shop_token(MINE)}
    answers = [Visitor(server, fresh_address()).ask("/v1/sessions", json=body).status_code for _ in range(3)]
    assert answers == [201, 401, 401]


def test_eddsa_signs_in_where_it_is_agreed(server: str) -> None:
    body = {"merchant": "pictoonline", "customer": shop_token(MINE, ED, "EdDSA", iss="pictoonline")}
    assert Visitor(server, fresh_address()).ask("/v1/sessions", json=body).status_code == 201


def claims(visitor: Visitor) -> dict[str, Any]:
    return jwt.decode(visitor.token, SECRET, algorithms=["HS256"], audience="relais-session")


SESSION_TOKENS: dict[str, Callable[[Visitor], str]] = {
    "none at all": lambda mine: "",
    "no token": lambda mine: "x.y.z",
    "another key": lambda mine: jwt.encode(claims(mine), "x" * 40, "HS256"),
    "no algorithm": lambda mine: jwt.encode(claims(mine), "", "none"),
    "expired": lambda mine: jwt.encode(claims(mine) | {"exp": NOW - timedelta(minutes=1)}, SECRET, "HS256"),
    "another audience": lambda mine: jwt.encode(claims(mine) | {"aud": "relais"}, SECRET, "HS256"),
    "a changed payload": lambda mine: ".".join(
        [
            mine.token.split(".")[0],
            jwt.encode(claims(mine) | {"sub": "other"}, "x" * 40).split(".")[1],
            mine.token.split(".")[2],
        ]
    ),
    "a shop's token": lambda mine: shop_token(MINE),
    "a conversation that was never opened": lambda mine: jwt.encode(
        claims(mine) | {"sub": "never"}, SECRET, "HS256"
    ),
    "another merchant": lambda mine: jwt.encode(claims(mine) | {"merchant": "inno"}, SECRET, "HS256"),
    "ten thousand characters": lambda mine: mine.token + "A" * 5_000,
}


@pytest.mark.parametrize("name", SESSION_TOKENS)
def test_a_token_that_is_not_ours_opens_nothing(server: str, rows: Any, name: str) -> None:
    mine = Visitor.open(server)
    mine.token = SESSION_TOKENS[name](mine)
    before = rows("SELECT count(*) FROM web_messages")
    for answer in (mine.post("bonjour"), mine.ask("/v1/events", "GET")):
        assert answer.status_code == 401
        assert "session a expiré" in answer.json()["error"]
    assert rows("SELECT count(*) FROM web_messages") == before


def test_a_key_can_be_changed_without_logging_anybody_out(server: str) -> None:
    mine = Visitor.open(server)
    mine.token = jwt.encode(claims(mine), OLD_SECRET, "HS256")
    assert mine.post("bonjour").status_code == 202


def test_the_store_ends_a_session_whatever_its_token_says(server: str, store: Any) -> None:
    from sqlalchemy import text

    mine = Visitor.open(server)
    with store.transaction() as tx:
        ended = text("UPDATE conversations SET expires_at = '2020-01-01 00:00:00.000000' WHERE id = :id")
        tx.connection.execute(ended, {"id": mine.conversation})
    assert mine.post("bonjour").status_code == 401
    assert mine.ask("/v1/events", "GET").status_code == 401


def test_nobody_fixes_a_session_beforehand(server: str, rows: Any) -> None:
    wanted = {
        "conversation": "chosen",
        "id": "chosen",
        "token": "chosen",
        "sender": "chosen",
        "session": "chosen",
    }
    answer = Visitor(server, fresh_address()).ask(
        "/v1/sessions?conversation=chosen",
        json={"merchant": "imprimante"} | wanted,
        cookies={"session": "chosen"},
    )
    assert answer.status_code == 201
    assert "chosen" not in answer.text
    assert "set-cookie" not in answer.headers
    assert rows("SELECT id FROM conversations WHERE id = 'chosen'") == []
