"""Messenger's side. What we send is compared with what the client library fbmessenger would have sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from fbmessenger.elements import Text
from fbmessenger.quick_replies import QuickReplies, QuickReply

from tests.messaging.meta_speaker import MetaSpeaker, error, keys
from tests.messaging.peer import Asked, Given
from tests.messaging.speaker import Sent, as_json


class MessengerSpeaker(MetaSpeaker):
    name = "messenger"
    environment: ClassVar[dict[str, str]] = keys("messenger")
    limit = 2000
    own, own_name = "682498171943165", "page_id"

    def peer(self) -> str:
        return f"25{next(self.numbers)}"

    def id(self, peer: str) -> str:
        return f"m_AG5Hz2U{next(self.numbers)}q7tuwNEh"

    def said(self, peer: str, id: str, text: str, at: datetime) -> bytes:
        return self.hook(peer, at, message={"mid": id, "text": text})

    def hook(self, peer: str, at: datetime, to: str | None = None, **content: Any) -> bytes:
        page, stamp = to or self.own, int(at.timestamp() * 1000)
        event = {"sender": {"id": peer}, "recipient": {"id": page}, "timestamp": stamp, **content}
        return as_json({"object": "page", "entry": [{"id": page, "time": stamp, "messaging": [event]}]})

    def taken(self, asked: Asked) -> Given:
        if not self.allowed(asked):
            return self.expired()
        if asked.method == "GET":
            assert asked.path == f"/v25.0/{self.own}?fields=name"
            return Given(body={"name": "Picto", "id": self.own})
        assert asked.path == f"/v25.0/{self.own}/messages"
        sent = self.sent(asked)
        return Given(body={"recipient_id": sent.peer, "message_id": self.id(sent.peer)})

    def sent(self, asked: Asked) -> Sent:
        body = asked.json
        assert body["messaging_type"] == "RESPONSE"
        text, replies = body["message"]["text"], body["message"].get("quick_replies", [])
        assert 0 < len(text) <= self.limit
        titles = tuple(one["title"] for one in replies)
        assert len(titles) <= 13
        assert all(len(title) <= 20 for title in titles)
        assert body["message"] == library(text, titles)
        return Sent(body["recipient"]["id"], text, titles)

    def blocked(self) -> Given:
        return Given(400, error(551, "This person isn't available right now."))

    def not_text(self, peer: str, id: str, at: datetime) -> dict[str, bytes]:
        def attached(kind: str, **payload: Any) -> bytes:
            attachment = {"type": kind, "payload": payload}
            return self.hook(peer, at, message={"mid": id, "attachments": [attachment]})

        return {
            "photo": attached("image", url="https://scontent.example/x"),
            "voice": attached("audio", url="https://scontent.example/x"),
            "video": attached("video", url="https://scontent.example/x"),
            "file": attached("file", url="https://scontent.example/x"),
            "sticker": attached("image", url="https://scontent.example/x", sticker_id=369239263222822),
            "other": attached("fallback", title="un lien"),
            "edited": self.hook(peer, at, message_edit={"mid": id, "text": "204002", "num_edit": 1}),
        }

    def nothing_to_say(self, peer: str, id: str, at: datetime) -> dict[str, bytes]:
        standby = {"id": self.own, "time": 1, "standby": [{"message": {"mid": id}}]}
        echo = {"is_echo": True, "app_id": 1, "mid": id, "text": "nous"}
        return {
            "an echo": self.hook(peer, at, message=echo),
            "a receipt": self.hook(peer, at, delivery={"mids": [id], "watermark": 1}),
            "a read receipt": self.hook(peer, at, read={"watermark": 1}),
            "a reaction": self.hook(peer, at, reaction={"reaction": "love", "action": "react", "mid": id}),
            "a page that is not ours": self.hook(peer, at, to="1", message={"mid": id, "text": "bonjour"}),
            "another app's turn": as_json({"object": "page", "entry": [standby]}),
        }


def library(text: str, titles: tuple[str, ...]) -> dict[str, Any]:
    """The message as fbmessenger writes it (it takes eleven quick replies, the platform thirteen)."""
    replies = QuickReplies([QuickReply(title=title, payload=title) for title in titles[:11]])
    message: dict[str, Any] = Text(text=text, quick_replies=replies).to_dict()
    for title in titles[11:]:
        message["quick_replies"].append(QuickReply(title=title, payload=title).to_dict())
    return message
