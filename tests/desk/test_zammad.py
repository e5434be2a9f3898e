"""Zammad: a server of the loopback that speaks its API's payloads, and its webhooks."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

import pytest

from bot.desk.html import as_text
from bot.desk.port import CLOSE, REPLY, Desk
from bot.desk.zammad import Zammad
from tests.desk.conftest import LEA, scene_on
from tests.desk.delivering import SECONDS, Delivering
from tests.desk.hearing_cases import Hearing, Signed
from tests.desk.peer import Answer, Asked, Peer, peer

TOKEN, KEY, OLD = "a token of the tests", "the present secret of the tests", "the former secret of the tests"


def _author(article: dict[str, Any]) -> str:
    if not article["internal"]:
        return str(article["sender"]).lower().replace("agent", "person")
    return "opened" if article["body"].startswith("Demande T-") else "assistant"


class ZammadPeer:
    """Tickets and articles as zammad-documentation's api/ticket describes them."""

    def __init__(self) -> None:
        self.tickets: list[dict[str, Any]] = []
        self.articles: list[dict[str, Any]] = []

    def respond(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Token token={TOKEN}":
            return 401, {"error": "Invalid token!"}
        match [asked.method, *asked.path.removeprefix("/api/v1").strip("/").split("/")]:
            case ["GET", "tickets", "search"]:
                wanted = asked.query["query"].removeprefix("title:").strip('"')
                found = {str(t["id"]): t for t in self.tickets if wanted in t["title"]}
                ids = [int(id) for id in found]
                return 200, {"tickets": ids, "tickets_count": len(ids), "assets": {"Ticket": found}}
            case ["POST", "tickets"]:
                return self.ticket(asked.json)
            case ["PUT", "tickets", id]:
                self.tickets[int(id) - 1].update(asked.json)
                return 200, self.tickets[int(id) - 1]
            case ["GET", "ticket_articles", "by_ticket", id]:
                return 200, [one for one in self.articles if one["ticket_id"] == int(id)]
            case ["POST", "ticket_articles"]:
                self.articles.append({"id": len(self.articles) + 1, **asked.json})
                return 201, self.articles[-1]
        return 404, {"error": "No route matches"}

    def ticket(self, given: dict[str, Any]) -> Answer:
        article = given.pop("article")
        made = {"id": len(self.tickets) + 1, "state": "new", **given}
        self.tickets.append(made)
        self.articles.append({"id": len(self.articles) + 1, "ticket_id": made["id"], **article})
        return 201, made


class TestTellingZammad(Delivering):
    @pytest.fixture
    def server(self) -> Iterator[Peer]:
        speaker = ZammadPeer()
        with peer(speaker.respond) as made:
            made.speaker = speaker  # type: ignore[attr-defined]
            yield made

    def desk(self, server: Peer) -> Desk:
        return Zammad(server.url, TOKEN, "Service client", "visiteur@example.org", [KEY], SECONDS)

    def told(self, server: Peer) -> list[tuple[str, str]]:
        speaker: ZammadPeer = server.speaker  # type: ignore[attr-defined]
        found = [(_author(one), one["body"]) for one in speaker.articles]
        return found + [("closed", "") for one in speaker.tickets if one["state"] == "closed"]

    @pytest.mark.parametrize(("customer", "guessed"), [(LEA, LEA), (None, "visiteur@example.org")])
    def test_a_ticket_has_its_customer_group_and_title(
        self, memory_store: Any, server: Peer, customer: str | None, guessed: str
    ) -> None:
        scene = scene_on(memory_store, customer=customer)
        scene.handed_over()
        self.everything(self.courier(scene, server), scene, tries=1)
        [ticket] = server.speaker.tickets  # type: ignore[attr-defined]
        assert (ticket["customer_id"], ticket["group"]) == (f"guess:{guessed}", "Service client")
        assert ticket["title"] == "[T-000001] je veux parler à quelqu'un"
        assert scene.ticket().desk_ref == "1"


PAYLOAD: dict[str, Any] = {
    "ticket": {"id": 81, "number": "10081", "state": "open", "updated_at": "2026-11-18T09:00:00.333Z"},
    "article": {
        "id": 104,
        "body": "Bonjour,<br><br>je regarde&nbsp;: <b>un instant</b>.<script>x()</script>",
        "content_type": "text/html",
        "internal": False,
        "sender": "Agent",
        "type": "note",
        "subject": "",
        "created_by": {"firstname": "Camille", "lastname": "Petit"},
    },
}


def change(**article: Any) -> dict[str, Any]:
    return {**PAYLOAD, "article": {**PAYLOAD["article"], **article}}


class TestHearingZammad(Hearing):
    # Zammad signs no time: a repeat is known by its article's id.
    test_an_old_one_is_not_believed_where_a_time_is_signed = None  # type: ignore[assignment]
    replying = PAYLOAD
    closing: ClassVar[dict[str, Any]] = {"ticket": {**PAYLOAD["ticket"], "state": "closed"}, "article": {}}
    keys = (KEY, OLD)

    def desk(self, *keys: str) -> Desk:
        return Zammad("http://127.0.0.1:9", TOKEN, "Service client", "v@example.org", list(keys) or [KEY])

    def sign(self, body: bytes, at: datetime, old: bool = False) -> Signed:
        mac = hmac.new((OLD if old else KEY).encode(), body, hashlib.sha1).hexdigest()
        return {"x-hub-signature": f"sha1={mac}", "x-zammad-delivery": "d-1"}

    @pytest.mark.parametrize(
        "said",
        [
            change(internal=True),
            change(internal=None),
            change(sender="Customer"),
            change(sender="System"),
            change(body=""),
            change(body="<div><br></div>"),
            change(subject="T-000001 evt_12"),
        ],
    )
    def test_what_is_not_an_agents_word_to_the_customer_is_left_alone(self, said: dict[str, Any]) -> None:
        assert self.heard(said) == []

    def test_the_words_and_the_acts(self) -> None:
        [word] = self.heard(PAYLOAD)
        text = "Bonjour,\n\nje regarde\u00a0: un instant."
        assert (word.act, word.ref, word.text, word.name) == (REPLY, "81", text, "Camille Petit")
        for state in ("closed", {"name": "closed"}, "merged"):
            [word] = self.heard({"ticket": {**PAYLOAD["ticket"], "state": state}})
            assert (word.act, word.ref) == (CLOSE, "81")

    def test_a_reply_that_closes_is_both(self) -> None:
        words = self.heard({**PAYLOAD, "ticket": self.closing["ticket"]})
        assert [word.act for word in words] == [REPLY, CLOSE]


def test_html_becomes_lines() -> None:
    assert as_text("<ul><li>un</li><li>deux &amp; trois</li></ul>") == "– un\n– deux & trois"
