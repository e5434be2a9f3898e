"""Telegram's side. What we send is read by the client library aiogram, which knows the Bot API's shapes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from aiogram.types import Message, ReplyKeyboardMarkup, Update

from tests.messaging.peer import Asked, Given
from tests.messaging.speaker import MERCHANT, Sent, Speaker, as_json

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # the documentation's own example


class TelegramSpeaker(Speaker):
    name = "telegram"
    environment: ClassVar[dict[str, str]] = {
        "T_TOKEN": TOKEN,
        "T_NEW": "new-secret_2026",
        "T_OLD": "old-secret_2025",
    }
    limit = 4096
    signature = "x-telegram-bot-api-secret-token"
    secrets = ("new-secret_2026", "old-secret_2025")

    def entry(self, api: str) -> dict[str, Any]:
        return {"merchant": MERCHANT, "token_env": "T_TOKEN", "secret_env": ["T_NEW", "T_OLD"], "api": api}

    def peer(self) -> str:
        return str(next(self.numbers))

    def id(self, peer: str) -> str:
        return f"{peer}.{next(self.numbers)}"

    def said(self, peer: str, id: str, text: str, at: datetime) -> bytes:
        return self.update(peer, id, at, text=text)

    def update(self, peer: str, id: str, at: datetime, kind: str = "message", **content: Any) -> bytes:
        message = {
            "message_id": int(id.split(".")[1]),
            "from": {"id": int(peer), "is_bot": False, "first_name": "Léa", "language_code": "fr"},
            "chat": {"id": int(peer), "first_name": "Léa", "type": "private"},
            "date": int(at.timestamp()),
            **content,
        }
        update = {"update_id": next(self.numbers), kind: message}
        Update(**update)  # aiogram takes it for one
        return as_json(update)

    def signed(self, body: bytes, url: str, secret: str | None = None) -> dict[str, str]:
        return {self.signature: secret or self.secrets[0], "content-type": "application/json"}

    def taken(self, asked: Asked) -> Given:
        if asked.path == f"/bot{TOKEN}/getMe":
            me = {"id": 110201543, "is_bot": True, "first_name": "Picto", "username": "picto_bot"}
            return Given(body={"ok": True, "result": me})
        assert asked.path == f"/bot{TOKEN}/sendMessage", asked.path
        sent = self.sent(asked)
        chat = {"id": int(sent.peer), "type": "private"}
        message = {"message_id": next(self.numbers), "date": 1, "chat": chat, "text": sent.text}
        assert Message(**message).text == sent.text
        return Given(body={"ok": True, "result": message})

    def sent(self, asked: Asked) -> Sent:
        body = asked.json
        assert 0 < len(body["text"].encode("utf-16-le")) // 2 <= self.limit
        markup = body["reply_markup"]
        if markup.get("remove_keyboard"):
            return Sent(str(body["chat_id"]), body["text"])
        keyboard = ReplyKeyboardMarkup(**markup).keyboard
        return Sent(
            str(body["chat_id"]), body["text"], tuple(button["text"] for row in keyboard for button in row)
        )

    def slow_down(self, seconds: int) -> Given:
        said = {"ok": False, "error_code": 429, "description": f"Too Many Requests: retry after {seconds}"}
        return Given(429, said | {"parameters": {"retry_after": seconds}})

    def expired(self) -> Given:
        return Given(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})

    def never(self) -> Given:
        return Given(400, {"ok": False, "error_code": 400, "description": "Bad Request: text is too long"})

    def blocked(self) -> Given:
        said = "Forbidden: bot was blocked by the user"
        return Given(403, {"ok": False, "error_code": 403, "description": said})

    def not_text(self, peer: str, id: str, at: datetime) -> dict[str, bytes]:
        file = {"file_id": "f", "file_unique_id": "u"}
        size = {**file, "width": 90, "height": 60}
        shown: dict[str, dict[str, Any]] = {
            "photo": {"photo": [size]},
            "voice": {"voice": {**file, "duration": 3}},
            "sticker": {
                "sticker": {**file, "width": 1, "height": 1, "is_animated": False, "is_video": False}
            },
            "location": {"location": {"longitude": 2.35, "latitude": 48.85}},
            "file": {"document": {**file, "file_name": "facture.pdf"}},
            "contact": {"contact": {"phone_number": "+33600000000", "first_name": "Léa"}},
        }
        found = {kind: self.update(peer, id, at, **content) for kind, content in shown.items()}
        edit = {"text": "204002", "edit_date": int(at.timestamp())}
        return found | {"edited": self.update(peer, id, at, "edited_message", **edit)}

    def nothing_to_say(self, peer: str, id: str, at: datetime) -> dict[str, bytes]:
        group = {"chat": {"id": -100, "type": "group", "title": "Amis"}, "text": "où est ma commande ?"}
        gone = {"id": 2, "is_bot": False, "first_name": "Max"}
        bot = {"from": {"id": 1, "is_bot": True, "first_name": "b"}, "text": "bonjour"}
        return {
            "a message in a group": self.update(peer, id, at, **group),
            "another bot": self.update(peer, id, at, **bot),
            "somebody joined": self.update(peer, id, at, left_chat_member=gone),
            "a kind we did not ask for": as_json({"update_id": 1, "my_chat_member": {"x": 1}}),
        }
