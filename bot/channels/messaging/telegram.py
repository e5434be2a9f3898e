"""Telegram, by the Bot API.

Sources: https://core.telegram.org/bots/api (setWebhook, Update, Message, sendMessage, ReplyKeyboardMarkup,
ResponseParameters, getMe); the shapes are those of the client library aiogram, against which the tests check
what is read and what is sent. Telegram signs nothing: it repeats the secret given to setWebhook.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.channels.messaging.account import Need
from bot.channels.messaging.api import Reply, bounded
from bot.channels.messaging.events import Event, Said, Shown
from bot.channels.messaging.failures import AccountTrouble, Later, Refused, Unreachable
from bot.channels.messaging.platform import Incoming, Letter, Limits, Platform, Unreadable
from bot.channels.messaging.signatures import check_token
from bot.channels.messaging.splitting import utf16

HEADER = "x-telegram-bot-api-secret-token"
START = "/start"  # what Telegram itself sends when a customer opens the conversation
HELLO = "Bonjour"
KINDS = {
    "photo": "photo",
    "animation": "video",
    "audio": "voice",
    "voice": "voice",
    "video": "video",
    "video_note": "video",
    "document": "file",
    "sticker": "sticker",
    "location": "location",
    "venue": "location",
    "contact": "contact",
    "poll": "other",
    "dice": "sticker",
}


class Telegram(Platform):
    name = "telegram"
    api = "https://api.telegram.org"
    needs = (Need("token", secret=True), Need("secret", secret=True))
    limits = Limits(text=4096, asking=4096, buttons=12, title=64, measure=utf16)
    oldest = timedelta(hours=25)  # updates are kept for 24 hours (getting updates)

    def verify(self, request: Incoming) -> None:
        check_token(request.headers.get(HEADER), self.account.secrets["secret"])

    def read(self, request: Incoming) -> list[Event]:
        try:
            update = json.loads(request.body)
            if not isinstance(update, dict):
                raise ValueError("no object")
            edited = update.get("edited_message")
            message = edited or update.get("message")
            if message is None:  # a kind that we did not ask for
                return []
            return self._message(message, edited is not None)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as defect:
            raise Unreadable(type(defect).__name__) from None

    def _message(self, message: Mapping[str, Any], edited: bool) -> list[Event]:
        chat, sender = message["chat"], message.get("from") or {}
        # In a group others would read about somebody's order.
        if chat["type"] != "private" or sender.get("is_bot"):
            return []
        peer = str(int(chat["id"]))
        id = f"{peer}.{int(message['message_id'])}"
        if edited:
            at = datetime.fromtimestamp(int(message["edit_date"]), timezone.utc)
            return [Shown(peer, f"{id}.{int(message['edit_date'])}", "edited", at)]
        at = datetime.fromtimestamp(int(message["date"]), timezone.utc)
        text = message.get("text") or message.get("caption")
        if isinstance(text, str):
            opening = text == START or text.startswith(f"{START} ")
            return [Said(peer, id, HELLO if opening else text, at)]
        kind = next((ours for theirs, ours in KINDS.items() if theirs in message), None)
        return [Shown(peer, id, kind, at)] if kind else []  # a service message: nobody expects an answer

    def send(self, letter: Letter) -> str:
        titles = letter.part.buttons
        markup: dict[str, Any] = {"remove_keyboard": True}
        if titles:
            keyboard = [[{"text": title}] for title in titles]
            markup = {"keyboard": keyboard, "resize_keyboard": True, "one_time_keyboard": True}
        body = {"chat_id": int(letter.peer), "text": letter.part.text, "reply_markup": markup}
        result = self._call("sendMessage", json=body)
        if not isinstance(result, dict) or "message_id" not in result:
            raise Later("réponse illisible")
        return str(result["message_id"])

    def probe(self) -> str:
        me = self._call("getMe")
        return f"@{me['username']}" if isinstance(me, dict) and me.get("username") else "robot sans nom"

    def _call(self, method: str, **options: Any) -> Any:
        reply = self.http.call("POST", f"bot{self.account.secret('token')}/{method}", **options)
        if reply.status == 200 and reply.body.get("ok") is True:
            return reply.body.get("result")
        raise _failure(reply)


def _failure(reply: Reply) -> Later | Refused | Unreachable:
    words = f"{reply.status} {reply.body.get('description') or ''}".strip()[:200]
    if reply.status == 429:
        said = (reply.body.get("parameters") or {}).get("retry_after")
        after = bounded(float(said)) if isinstance(said, (int, float)) else reply.retry_after
        # It may be this customer's pace or the bot's: the others are not made to wait for one who types fast.
        return Later(words, after)
    if reply.status in (401, 404):  # 404: no such token
        return AccountTrouble(f"jeton refusé ({reply.status})")
    if reply.status == 403 or "chat not found" in words:
        return Unreachable(f"le client a bloqué le robot ou fermé la conversation ({reply.status})")
    if reply.status == 400 and reply.body:
        return Refused(words)
    return Later(words, reply.retry_after)
