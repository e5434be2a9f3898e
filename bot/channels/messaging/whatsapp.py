"""WhatsApp, by Meta's Cloud API.

Sources, all below https://developers.facebook.com/documentation/business-messaging/whatsapp/:
webhooks/reference/messages (text, interactive, statuses, group, system),
messages/interactive-reply-buttons-messages, messages/interactive-list-messages,
messages/text-messages, messages/send-messages (customer service window),
support/error-codes. Templates: https://whatsapp.github.io/WhatsApp-Nodejs-SDK/api-reference/types/TemplateObject
(Meta's own client).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.channels.messaging.account import Account, Need
from bot.channels.messaging.events import Event, Said, Shown, Undelivered
from bot.channels.messaging.failures import Later
from bot.channels.messaging.meta import TEMPORARY, TOO_FAST, MetaPlatform, entries
from bot.channels.messaging.platform import Incoming, Letter, Limits, Unreadable
from bot.channels.messaging.template import Template

WINDOW = timedelta(hours=24)
REPLY_BUTTONS, BUTTON_TITLE = 3, 20
ROW_TITLE, ROW_TEXT = 24, 72
CHOOSE = "Choisir"  # opens the list; 20 characters at most
KINDS = {
    "image": "photo",
    "audio": "voice",
    "video": "video",
    "document": "file",
    "sticker": "sticker",
    "location": "location",
    "contacts": "contact",
    "order": "other",
    "unsupported": "other",
}


class WhatsApp(MetaPlatform):
    name = "whatsapp"
    needs = (
        Need("number_id"),
        Need("token", secret=True),
        Need("app_secret", secret=True),
        Need("verify_token", secret=True),
    )
    limits = Limits(text=4096, asking=1024, buttons=10, title=ROW_TEXT)
    oldest = timedelta(days=7, hours=1)  # tried again for 7 days
    # Window over, undeliverable, not on the list of a test number, recipient is ourselves.
    unreachable = (131047, 131026, 131030, 131021, 130472)
    too_fast = (*TOO_FAST, 80007, 130429, 131048, 131031, 131042, 368)
    later = (*TEMPORARY, 131000, 131016, 131056, 131057, 133004)

    templates = True

    @classmethod
    def defects(cls, account: Account) -> list[tuple[str, str]]:
        nameless = account.template is not None and not account.template.language
        return (
            [("template", "language manque : celle du modèle chez Meta, « fr » par exemple")]
            if nameless
            else []
        )

    @property
    def address(self) -> str | None:
        return self.account.values["number_id"]

    def window(self, peer: str) -> timedelta | None:
        return WINDOW

    def read(self, request: Incoming) -> list[Event]:
        try:
            changes = [
                change
                for entry in entries(request, "whatsapp_business_account")
                for change in entry["changes"]
            ]
            ours = [change["value"] for change in changes if change["field"] == "messages"]
            found = [event for value in ours for event in _events(value)]
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as defect:
            raise Unreadable(type(defect).__name__) from None
        return sorted(found, key=lambda event: event.at or datetime.min.replace(tzinfo=timezone.utc))

    def send(self, letter: Letter) -> str:
        return self._send(letter.peer, _content(letter))

    def invite(self, peer: str, template: Template, text: str) -> None:
        parameters = [{"type": "text", "text": one} for one in template.filled(text)]
        components = [{"type": "body", "parameters": parameters}] if parameters else []
        named = {"name": template.name, "language": {"code": template.language}, "components": components}
        self._send(peer, {"type": "template", "template": named})

    def _send(self, peer: str, content: Mapping[str, Any]) -> str:
        body = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": peer, **content}
        answer = self.call("POST", f"{self.account.values['number_id']}/messages", json=body)
        try:
            return str(answer["messages"][0]["id"])
        except (KeyError, IndexError, TypeError):
            raise Later("réponse illisible") from None

    def probe(self) -> str:
        fields = {"fields": "display_phone_number,verified_name"}
        number = self.call("GET", self.account.values["number_id"], params=fields)
        return f"{number.get('verified_name')} ({number.get('display_phone_number')})"


def _events(value: Mapping[str, Any]) -> list[Event]:
    to = str(value["metadata"]["phone_number_id"])
    said = [_message(message, to) for message in value.get("messages") or ()]
    failed = [
        _failed(status, to) for status in value.get("statuses") or () if status.get("status") == "failed"
    ]
    return [event for event in [*said, *failed] if event]


def _message(message: Mapping[str, Any], to: str) -> Event | None:
    if message.get("group_id"):  # others would read about somebody's order
        return None
    kind, peer, id = message["type"], str(message["from"]), str(message["id"])
    at = datetime.fromtimestamp(int(message["timestamp"]), timezone.utc)
    text = _text(message, kind)
    if text is not None:
        return Said(peer, id, text, at, to)
    shown = KINDS.get(kind)
    return Shown(peer, id, shown, at, to) if shown else None  # reactions, changes of number


def _text(message: Mapping[str, Any], kind: str) -> str | None:
    if kind == "text":
        return str(message["text"]["body"])
    if kind == "button":  # of a template
        return str(message["button"]["text"])
    if kind == "interactive":
        # Our buttons carry their whole title as their id: a list shows but the beginning of a long one.
        reply = message["interactive"].get("button_reply") or message["interactive"].get("list_reply")
        return str(reply["id"]) if reply else None
    caption = (message.get(kind) or {}).get("caption") if kind in ("image", "video", "document") else None
    return str(caption) if caption else None


def _failed(status: Mapping[str, Any], to: str) -> Event:
    error = (status.get("errors") or [{}])[0]
    reason = f"code {error.get('code')} : {error.get('title') or ''}"[:200]
    at = datetime.fromtimestamp(int(status["timestamp"]), timezone.utc)
    return Undelivered(str(status["recipient_id"]), f"{status['id']}.failed", reason, at, to)


def _content(letter: Letter) -> dict[str, Any]:
    part = letter.part
    if not part.buttons:
        return {"type": "text", "text": {"preview_url": False, "body": part.text}}
    few = len(part.buttons) <= REPLY_BUTTONS and all(len(title) <= BUTTON_TITLE for title in part.buttons)
    return {
        "type": "interactive",
        "interactive": {
            "type": "button" if few else "list",
            "body": {"text": part.text},
            "action": {"buttons": [{"type": "reply", "reply": {"id": t, "title": t}} for t in part.buttons]}
            if few
            else {"button": CHOOSE, "sections": [{"title": CHOOSE, "rows": [_row(t) for t in part.buttons]}]},
        },
    }


def _row(title: str) -> dict[str, str]:
    if len(title) <= ROW_TITLE:
        return {"id": title, "title": title}
    return {"id": title, "title": f"{title[: ROW_TITLE - 1].rstrip()}…", "description": title}
