"""Requests that no browser of ours sends: where from, how big, how slow, how often, written how."""

from __future__ import annotations

import json
import socket
import time
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.hostile.visitor import Visitor, fresh_address

ELSEWHERE = [
    "https://evil.example",
    "null",
    "https://imprimante.example.evil.example",
    "http://imprimante.example",
]


def kind(answer: Any, status: int) -> None:
    """The status, and a sentence in French that tells nothing of the inside."""
    assert answer.status_code == status, answer.text
    assert list(answer.json()) == ["error"]
    assert answer.json()["error"].endswith((".", "?"))
    assert not [word for word in ("Traceback", "sanic", "rasa", ".py") if word in answer.text.lower()]


@pytest.mark.parametrize("origin", [*ELSEWHERE, "https://inno.example"])
def test_a_page_of_another_site_gets_nothing(server: str, rows: Any, origin: str) -> None:
    mine = Visitor.open(server)
    before = rows("SELECT count(*) FROM conversations")
    headers = {"origin": origin}
    for answer in (
        mine.ask("/v1/sessions", json={"merchant": "imprimante"}, headers=headers),
        mine.ask("/v1/messages", json={"id": "a", "text": "bonjour"}, headers=headers),
        mine.ask("/v1/events", "GET", headers=headers | {"accept": "text/event-stream"}),
    ):
        kind(answer, 403)
        assert "access-control-allow-origin" not in answer.headers
    assert rows("SELECT count(*) FROM conversations") == before


def test_a_page_of_the_shop_may_ask(server: str) -> None:
    headers = {"origin": "https://imprimante.example"}
    asked = Visitor(server, fresh_address()).ask("/v1/messages", "OPTIONS", headers=headers)
    answer = Visitor(server, fresh_address()).ask(
        "/v1/sessions", json={"merchant": "imprimante"}, headers=headers
    )
    assert (asked.status_code, answer.status_code) == (204, 201)
    for one in (asked, answer):
        assert one.headers["access-control-allow-origin"] == "https://imprimante.example"
        assert "access-control-allow-credentials" not in one.headers


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/conversations/x/tracker",
        "/conversations/x/messages",
        "/model",
        "/model/parse",
        "/domain",
        "/status",
        "/version",
        "/webhooks/rest/webhook",
        "/webhooks/web/webhook",
        "/webhooks/callback/webhook",
        "/socket.io/?EIO=4&transport=polling",
        "/demo/customers",
        "/demo/..%2f..%2fweb.py",
        "/v1/../../etc/passwd",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_there_is_no_other_door(server: str, path: str, method: str) -> None:
    answer = Visitor(server, fresh_address()).ask(path, method)
    assert answer.status_code in (404, 405)
    assert "3.6" not in answer.text
    assert "rasa" not in answer.text.lower()


@pytest.mark.parametrize(
    ("path", "method"), [("/v1/messages", "GET"), ("/v1/events", "POST"), ("/v1/sessions", "PUT")]
)
def test_another_method_is_refused(server: str, path: str, method: str) -> None:
    kind(Visitor(server, fresh_address()).ask(path, method), 405)


BODIES: dict[str, tuple[bytes, int]] = {
    "nothing": (b"", 400),
    "half an object": (b'{"id": "a", "text": "b', 400),
    "an array": (b"[]", 400),
    "a number": (b"1e999", 400),
    "not a number": (b'{"id": "a", "text": NaN}', 400),
    "deep arrays": (b"[" * 8000, 400),
    "deep objects": (b'{"a":' * 3000, 400),
    "a number of ten thousand digits": (b'{"id": ' + b"9" * 10_000 + b"}", 400),
    "no UTF-8": (b'{"id": "a", "text": "\xff\xfe"}', 400),
    "UTF-16": ('{"id": "a", "text": "b"}'.encode("utf-16"), 400),
    "text of another kind": (b'{"id": "a", "text": {"$gt": ""}}', 400),
    "an id of SQL": (b'{"id": "1\' OR 1=1 --", "text": "b"}', 400),
    "an id of a path": (b'{"id": "../../x", "text": "b"}', 400),
    "only control characters": (b'{"id": "a", "text": "\\u0000\\u001b\\u202e"}', 400),
    "a long message": (b'{"id": "a", "text": "' + b"x" * 1001 + b'"}', 413),
    "a big body": (b'{"id": "a", "text": "' + b"x" * 100_000 + b'"}', 413),
}


@pytest.mark.parametrize("name", BODIES)
def test_what_cannot_be_read_is_refused_kindly(server: str, rows: Any, name: str) -> None:
    body, status = BODIES[name]
    mine = Visitor.open(server)
    kind(mine.ask("/v1/messages", data=body, headers={"content-type": "application/json"}), status)
    assert rows("SELECT text FROM web_messages WHERE conversation_id = :id", id=mine.conversation) == []


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"]
)
def test_only_json_is_read(server: str, content_type: str) -> None:
    body = b'{"merchant": "imprimante"}'
    answer = Visitor(server, fresh_address()).ask(
        "/v1/sessions", data=body, headers={"content-type": content_type}
    )
    kind(answer, 415)


def raw(server: str, data: bytes, *more: bytes, pause: float = 0.3) -> bytes:
    """What the server answers to these bytes, sent piece by piece, until it closes or is silent for 6 s."""
    place = urlsplit(server)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=6) as wire:
        wire.sendall(data)
        try:
            for part in more:
                time.sleep(pause)
                wire.sendall(part)
            answer = b""
            while part := wire.recv(4096):
                answer += part
                if b"\r\n\r\n" in answer and b"}" in answer:
                    break
        except OSError:
            pass
    return answer


HEAD = b"POST /v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"


def test_a_slow_body_is_given_up(server: str) -> None:
    answer = raw(server, HEAD + b"content-length: 400\r\n\r\n{", *[b" "] * 5, pause=0.25)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"Traceback" not in answer


def test_a_body_that_never_ends_is_given_up(server: str) -> None:
    chunk = b"1000\r\n" + b" " * 4096 + b"\r\n"
    answer = raw(server, HEAD + b"transfer-encoding: chunked\r\n\r\n", *[chunk] * 6, pause=0.01)
    assert answer.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "head",
    [
        HEAD + b"content-length: -1\r\n\r\n",
        HEAD + b"content-length: many\r\n\r\n",
        b"POST /v1/sessions\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        b"GET /v1/events HTTP/9.9\r\n\r\n",
        HEAD + b"x: " + b"a" * 20_000 + b"\r\n\r\n",
    ],
)
def test_a_head_that_makes_no_sense_is_refused(server: str, head: bytes) -> None:
    answer = raw(server, head)
    assert answer[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 413")
    assert b"Traceback" not in answer


def test_so_many_messages_per_conversation(server: str, rows: Any) -> None:
    mine = Visitor.open(server)
    answers = [mine.post("merci", f"m{number}") for number in range(18)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) >= 3
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
    kind(refused[-1], 429)
    (kept,) = rows("SELECT count(*) FROM web_messages WHERE conversation_id = :id", id=mine.conversation)
    assert kept[0] <= 15


def test_so_many_conversations_per_address_whatever_the_client_claims(server: str) -> None:
    real = fresh_address()
    answers = [
        Visitor(server, f"203.0.113.{number}, {real}").ask("/v1/sessions", json={"merchant": "imprimante"})
        for number in range(17)
    ]
    assert [answer.status_code for answer in answers] == [201] * 15 + [429] * 2
    kind(answers[-1], 429)
    assert int(answers[-1].headers["retry-after"]) > 0


def test_so_many_streams_per_conversation(server: str) -> None:
    mine = Visitor.open(server)
    streams = [mine.ask("/v1/events", "GET", stream=True) for _ in range(4)]
    assert [stream.status_code for stream in streams] == [200, 200, 200, 429]
    for stream in streams:
        stream.close()


@pytest.mark.parametrize(
    "body", [{"merchant": "' OR 1=1 --"}, {"merchant": "../inno"}, {"merchant": "{{7*7}}"}]
)
def test_a_merchant_that_is_none(server: str, body: dict[str, str]) -> None:
    answer = Visitor(server, fresh_address()).ask("/v1/sessions", json=body)
    kind(answer, 404)
    assert json.dumps(body["merchant"])[1:-1] not in answer.text
