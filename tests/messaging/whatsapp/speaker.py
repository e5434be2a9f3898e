"""WhatsApp's side, in the words of its references (bot/channels/messaging/whatsapp.py names the pages)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from tests.messaging.meta_speaker import MetaSpeaker, error, keys
from tests.messaging.peer import Asked, Given
from tests.messaging.speaker import Sent, as_json


class WhatsAppSpeaker(MetaSpeaker):
    name = "whatsapp"
    environment: ClassVar[dict[str, str]] = keys("whatsapp")
    limit = 4096
    own, own_name = "106540352242922", "number_id"

    def peer(self) -> str:
        return f"336{next(self.numbers) % 10**8:08d}"

    def id(self, peer: str) -> str:
        return f"wamid.HBgLMTY1{next(self.numbers)}GA="

    def said(self, peer: str, id: str, text: str, at: datetime) -> bytes:
        return self.hook(peer, id, at, type="text", text={"body": text})

    def hook(self, peer: str, id: str, at: datetime, to: str | None = None, **content: Any) -> bytes:
        message = {"from": peer, "id": id, "timestamp": str(int(at.timestamp())), **content}
        return self.value(peer, to, messages=[message])

    def value(self, peer: str, to: str | None = None, **content: Any) -> bytes:
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550783881", "phone_number_id": to or self.own},
            "contacts": [{"profile": {"name": "Léa"}, "wa_id": peer}],
            **content,
        }
        change = {"value": value, "field": "messages"}
        return as_json(
            {"object": "whatsapp_business_account", "entry": [{"id": "1022", "changes": [change]}]}
        )

    def taken(self, asked: Asked) -> Given:
        if not self.allowed(asked):
            return self.expired()
        if asked.method == "GET":
            assert asked.path.startswith(f"/v25.0/{self.own}?fields=")
            return Given(body={"verified_name": "Picto", "display_phone_number": "+33 1 00", "id": self.own})
        assert asked.path == f"/v25.0/{self.own}/messages"
        sent = self.sent(asked)
        contact = {"input": sent.peer, "wa_id": sent.peer}
        message = {"id": self.id(sent.peer)}
        return Given(body={"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]})

    def sent(self, asked: Asked) -> Sent:
        body = asked.json
        assert body["messaging_product"] == "whatsapp"
        if body["type"] == "template":
            template = body["template"]
            assert template["language"] == {"code": "fr"}
            values = [one["text"] for part in template["components"] for one in part["parameters"]]
            return self.template(body["to"], template["name"], values)
        if body["type"] == "text":
            assert 0 < len(body["text"]["body"]) <= self.limit
            return Sent(body["to"], body["text"]["body"])
        inter = body["interactive"]
        assert 0 < len(inter["body"]["text"]) <= 1024
        if inter["type"] == "button":
            replies = [button["reply"] for button in inter["action"]["buttons"]]
            assert 1 <= len(replies) <= 3
            assert all(len(one["title"]) <= 20 and len(one["id"]) <= 256 for one in replies)
        else:
            assert len(inter["action"]["button"]) <= 20
            (section,) = inter["action"]["sections"]
            assert len(section["title"]) <= 24
            replies = section["rows"]
            assert 1 <= len(replies) <= 10
            assert all(len(one["title"]) <= 24 and len(one.get("description", "")) <= 72 for one in replies)
            assert all(len(one["id"]) <= 200 for one in replies)
        assert len({one["id"] for one in replies}) == len(replies)
        return Sent(body["to"], inter["body"]["text"], tuple(one["id"] for one in replies))

    def blocked(self) -> Given:
        return Given(400, error(131026, "Message undeliverable"))

    def not_text(self, peer: str, id: str, at: datetime) -> dict[str, bytes]:
        media = {"mime_type": "x", "sha256": "x", "id": "1"}
        position = {"latitude": 48.85, "longitude": 2.35}
        shown = {
            "photo": {"type": "image", "image": media},
            "voice": {"type": "audio", "audio": {**media, "voice": True}},
            "video": {"type": "video", "video": media},
            "file": {"type": "document", "document": {**media, "filename": "facture.pdf"}},
            "sticker": {"type": "sticker", "sticker": {**media, "animated": False}},
            "location": {"type": "location", "location": position},
            "contact": {"type": "contacts", "contacts": [{"name": {"formatted_name": "Max"}}]},
            "other": {"type": "unsupported", "errors": [{"code": 131051, "title": "Message type unknown"}]},
        }
        return {kind: self.hook(peer, id, at, **content) for kind, content in shown.items()}

    def nothing_to_say(self, peer: str, id: str, at: datetime) -> dict[str, bytes]:
        stamp = str(int(at.timestamp()))
        receipts = {
            f"a receipt: {status}": self.value(
                peer, statuses=[{"id": id, "status": status, "timestamp": stamp, "recipient_id": peer}]
            )
            for status in ("sent", "delivered", "read")
        }
        liked = {"message_id": "x", "emoji": "👍"}
        moved = {"body": "changed", "wa_id": "1", "type": "user_changed_number"}
        group = {"group_id": "g", "type": "text", "text": {"body": "où est ma commande ?"}}
        text = {"type": "text", "text": {"body": "bonjour"}}
        return receipts | {
            "a reaction": self.hook(peer, id, at, type="reaction", reaction=liked),
            "a change of number": self.hook(peer, id, at, type="system", system=moved),
            "a message in a group": self.hook(peer, id, at, **group),
            "a number that is not ours": self.hook(peer, id, at, to="999", **text),
            "another kind of object": as_json({"object": "page", "entry": []}),
        }
