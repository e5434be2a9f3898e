"""Chatwoot: a server of the loopback that speaks its API's payloads, and its webhooks."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any, ClassVar

import pytest

from bot.desk.chatwoot import Chatwoot
from bot.desk.port import CLOSE, GIVE_BACK, REPLY, Desk
from tests.desk.conftest import LEA, Scene, scene_on
from tests.desk.delivering import SECONDS, Delivering
from tests.desk.hearing_cases import Hearing, Signed
from tests.desk.peer import Answer, Asked, Peer, peer

TOKEN, KEY, OLD = "a token of the tests", "the present secret of the tests", "the former secret of the tests"
BASE = "/api/v1/accounts/1"


class ChatwootPeer:
    """Contacts, conversations and messages as developers.chatwoot.com documents them."""

    def __init__(self) -> None:
        self.contacts: list[dict[str, Any]] = []
        self.conversations: list[dict[str, Any]] = []

    def respond(self, asked: Asked) -> Answer:
        if asked.headers.get("api_access_token") != TOKEN:
            return 401, {"error": "Invalid Access Token"}
        match [asked.method, *asked.path.removeprefix(BASE).strip("/").split("/")]:
            case ["GET", "contacts", "search"]:
                q = asked.query["q"]
                return 200, {"meta": {}, "payload": [c for c in self.contacts if q in c["identifier"]]}
            case ["POST", "contacts"]:
                return self.contact(asked.json)
            case ["GET", "contacts", id, "conversations"]:
                return 200, {"payload": [c for c in self.conversations if c["contact_id"] == int(id)]}
            case ["POST", "conversations"]:
                return self.conversation(asked.json)
            case ["GET", "conversations", id, "messages"]:
                return 200, {"meta": {}, "payload": self.conversations[int(id) - 1]["messages"]}
            case ["POST", "conversations", id, "messages"]:
                messages = self.conversations[int(id) - 1]["messages"]
                messages.append({"id": len(messages) + 1, **asked.json})
                return 200, messages[-1]
            case ["POST", "conversations", id, "toggle_status"]:
                self.conversations[int(id) - 1]["status"] = asked.json["status"]
                return 200, {"meta": {}, "payload": {"success": True, "current_status": "resolved"}}
        return 404, {"error": "not found"}

    def contact(self, given: dict[str, Any]) -> Answer:
        if any(c["identifier"] == given["identifier"] for c in self.contacts):
            return 422, {"message": "Identifier has already been taken"}
        bound = {"source_id": f"src-{len(self.contacts)}", "inbox": {"id": given["inbox_id"]}}
        made = {"id": len(self.contacts) + 1, **given, "contact_inboxes": [bound]}
        self.contacts.append(made)
        return 200, {"payload": {"contact": made, "contact_inbox": bound}}

    def conversation(self, given: dict[str, Any]) -> Answer:
        assert (given["inbox_id"], given["source_id"][:4]) == (7, "src-")
        made = {"id": len(self.conversations) + 1, "messages": [], **given}
        self.conversations.append(made)
        return 200, made


class TestTellingChatwoot(Delivering):
    @pytest.fixture
    def server(self) -> Iterator[Peer]:
        speaker = ChatwootPeer()
        with peer(speaker.respond) as made:
            made.speaker = speaker  # type: ignore[attr-defined]
            yield made

    def desk(self, server: Peer) -> Desk:
        return Chatwoot(server.url, TOKEN, 1, 7, [KEY], SECONDS)

    def told(self, server: Peer) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for one in server.speaker.conversations:  # type: ignore[attr-defined]
            for said in one["messages"]:
                kind = "opened" if "T-00" in said["content"][:20] else "assistant"
                kind = kind if said["private"] else "customer"
                kind = kind if said["private"] or said["message_type"] == "incoming" else "person"
                found.append((kind, said["content"]))
            found += [("closed", "")] if one["status"] == "resolved" else []
        return found

    def test_a_customers_tickets_are_conversations_of_one_contact(self, quick: Scene, server: Peer) -> None:
        quick.handed_over()
        self.act(quick, "close")
        quick.say("je veux parler à quelqu'un", ("talk_to_human", 0.99))
        self.everything(self.courier(quick, server), quick, tries=1)
        speaker = server.speaker  # type: ignore[attr-defined]
        assert [c["identifier"] for c in speaker.contacts] == [LEA]
        named = [c["custom_attributes"]["relais_ticket"] for c in speaker.conversations]
        assert named == ["T-000001", "T-000002"]
        assert quick.ticket("T-000002").desk_ref == "2"

    def test_a_visitor_is_a_contact_of_their_own(self, memory_store: Any, server: Peer) -> None:
        scene = scene_on(memory_store, customer=None)
        scene.handed_over()
        self.everything(self.courier(scene, server), scene, tries=1)
        [contact] = server.speaker.contacts  # type: ignore[attr-defined]
        assert (contact["identifier"], contact["email"]) == ("relais-c1", None)


def signed(body: bytes, at: datetime, key: str = KEY) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    mac = hmac.new(key.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {"x-chatwoot-signature": f"sha256={mac}", "x-chatwoot-timestamp": stamp}


MESSAGE: dict[str, Any] = {
    "event": "message_created",
    "id": 501,
    "content": "Bonjour, je regarde.",
    "created_at": "2026-11-18T09:00:00.000Z",
    "message_type": "outgoing",
    "content_type": "text",
    "content_attributes": {},
    "private": False,
    "sender": {"id": 3, "name": "Camille", "email": "camille@example.org", "type": "user"},
    "inbox": {"id": 7, "name": "Relais"},
    "conversation": {"id": 12, "channel": "Channel::Api", "status": "open"},
    "account": {"id": 1, "name": "Boutique"},
}


class TestHearingChatwoot(Hearing):
    closing: ClassVar[dict[str, Any]] = {
        "event": "conversation_status_changed",
        "id": 12,
        "status": "resolved",
    }
    replying = MESSAGE

    def desk(self, *keys: str) -> Desk:
        return Chatwoot("http://127.0.0.1:9", TOKEN, 1, 7, list(keys) or [KEY])

    def sign(self, body: bytes, at: datetime, old: bool = False) -> Signed:
        return signed(body, at, OLD if old else KEY)

    keys = (KEY, OLD)

    @pytest.mark.parametrize(
        "change",
        [
            {"private": True},
            {"message_type": "incoming"},
            {"message_type": "template"},
            {"content": None},
            {"content_attributes": {"relais_event": "evt_1"}},
            {"sender": {"type": "agent_bot"}},
            {"account": {"id": 2}},
            {"conversation": None},
            {"event": "message_updated"},
        ],
    )
    def test_what_is_not_an_agents_word_to_the_customer_is_left_alone(self, change: dict[str, Any]) -> None:
        assert self.heard({**MESSAGE, **change}) == []

    def test_pending_gives_back(self) -> None:
        [word] = self.heard({**self.closing, "status": "pending"})
        assert (word.act, word.ref) == (GIVE_BACK, "12")

    def test_the_words_and_the_acts(self) -> None:
        [word] = self.heard(MESSAGE)
        assert (word.act, word.ref, word.text, word.name) == (REPLY, "12", "Bonjour, je regarde.", "Camille")
        [word] = self.heard(self.closing)
        assert (word.act, word.ref) == (CLOSE, "12")

    def test_without_a_timestamp_nothing_is_believed(self) -> None:
        body = json.dumps(MESSAGE).encode()
        headers = signed(body, datetime.now(timezone.utc))
        self.forged({**headers, "x-chatwoot-timestamp": ""}, body)
        self.forged({**headers, "x-chatwoot-timestamp": "²"}, body)
