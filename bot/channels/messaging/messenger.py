"""Facebook Messenger, by the Messenger Platform.

Sources, all below https://developers.facebook.com/documentation/business-messaging/messenger-platform/:
webhooks/webhook-events (messages, message_echoes, messaging_postbacks, message_edits, message_deliveries,
message_reads), send-messages/quick-replies, send-messages (24-hour standard messaging window), error-codes.
The shape of a text with quick replies is also that of the library fbmessenger: the tests compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.channels.messaging.account import Need
from bot.channels.messaging.events import Event, Said, Shown
from bot.channels.messaging.failures import Later
from bot.channels.messaging.meta import TEMPORARY, TOO_FAST, MetaPlatform, entries
from bot.channels.messaging.platform import Incoming, Letter, Limits, Unreadable

WINDOW = timedelta(hours=24)
GET_STARTED, HELLO = "GET_STARTED", "Bonjour"
KINDS = {"image": "photo", "audio": "voice", "video": "video", "file": "file", "location": "location"}


class Messenger(MetaPlatform):
    name = "messenger"
    needs = (
        Need("page_id"),
        Need("token", secret=True),
        Need("app_secret", secret=True),
        Need("verify_token", secret=True),
    )
    limits = Limits(text=2000, asking=2000, buttons=13, title=20)
    oldest = timedelta(hours=37)  # tried again for 36 hours
    # Outside the window; not available; no such user; blocked.
    unreachable = ((10, 2018278), 551, (100, 2018001), (200, 1545041), (200, 2018278))
    too_fast = (*TOO_FAST, 80006)
    later = (*TEMPORARY, 1200)

    @property
    def address(self) -> str | None:
        return self.account.values["page_id"]

    def window(self, peer: str) -> timedelta | None:
        return WINDOW

    def read(self, request: Incoming) -> list[Event]:
        try:
            # `standby` holds what another app of the page answers.
            events = [event for entry in entries(request, "page") for event in entry.get("messaging") or ()]
            found = [said for event in events if (said := _event(event))]
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as defect:
            raise Unreadable(type(defect).__name__) from None
        return sorted(found, key=lambda event: event.at or datetime.min.replace(tzinfo=timezone.utc))

    def send(self, letter: Letter) -> str:
        message: dict[str, Any] = {"text": letter.part.text}
        if letter.part.buttons:
            titles = letter.part.buttons
            message["quick_replies"] = [{"content_type": "text", "title": t, "payload": t} for t in titles]
        body = {"recipient": {"id": letter.peer}, "messaging_type": "RESPONSE", "message": message}
        answer = self.call("POST", f"{self.account.values['page_id']}/messages", json=body)
        if not answer.get("message_id"):
            raise Later("réponse illisible")
        return str(answer["message_id"])

    def probe(self) -> str:
        return str(self.call("GET", self.account.values["page_id"], params={"fields": "name"}).get("name"))


def _event(event: Mapping[str, Any]) -> Event | None:
    if not event.get("message") and not event.get("postback") and not event.get("message_edit"):
        return None  # receipts, reactions, opt-ins
    peer, to = str(event["sender"]["id"]), str(event["recipient"]["id"])
    at = datetime.fromtimestamp(int(event["timestamp"]) / 1000, timezone.utc)
    if edit := event.get("message_edit"):
        return Shown(peer, f"{edit['mid']}.{edit['num_edit']}", "edited", at, to)
    if postback := event.get("postback"):
        id = str(postback.get("mid") or f"{peer}.{event['timestamp']}")
        opening = postback.get("payload") == GET_STARTED
        return Said(peer, id, HELLO if opening else str(postback["title"]), at, to)
    message = event["message"]
    if message.get("is_echo"):  # ours, or typed by staff on the page
        return None
    if message.get("text"):
        return Said(peer, str(message["mid"]), str(message["text"]), at, to)
    attachment = (message.get("attachments") or [{}])[0]
    sticker = (attachment.get("payload") or {}).get("sticker_id")
    kind = "sticker" if sticker else KINDS.get(str(attachment.get("type")), "other")
    return Shown(peer, str(message["mid"]), kind, at, to)
