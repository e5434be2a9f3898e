"""Chatwoot, by its Application API.

Sources: developers.chatwoot.com/api-reference (contacts, contact inboxes, conversations, messages) and the
repository's swagger/paths/application; payloads of webhooks:
www.chatwoot.com/docs/product/others/webhook-events and docs/channels/api-channel/callback-url.md.

Not verified against a running Chatwoot: that a text message keeps unknown keys of ``content_attributes`` (the
mark by which a repeat is recognised), and the signature's headers, which older versions do not send
(X-Chatwoot-Signature: sha256=HMAC-SHA256(secret, "<X-Chatwoot-Timestamp>.<body>")); without them nothing is
believed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.desk.http import SECONDS, DeskHttp, DeskTrouble
from bot.desk.port import CLOSE, GIVE_BACK, REPLY, Dispatch, Forged, Unreadable, Word, object_of, text_of
from bot.desk.telling import note, title
from bot.orders.desk_events import CLOSED, OPENED
from bot.orders.tickets import ASSISTANT, CUSTOMER

WINDOW = timedelta(minutes=5)  # how far a signed timestamp may lie from now
MARK = "relais_event"
STATES = {"resolved": CLOSE, "pending": GIVE_BACK}  # pending: a conversation that a bot has


class Chatwoot:
    def __init__(
        self,
        url: str,
        token: str,
        account: int,
        inbox: int,
        keys: Sequence[str],
        seconds: tuple[float, float] = SECONDS,
    ) -> None:
        self._http = DeskHttp(f"{url}/api/v1/accounts/{account}", {"api_access_token": token}, seconds)
        self._account, self._inbox, self._keys = account, inbox, keys

    def deliver(self, dispatch: Dispatch) -> str | None:
        ref = dispatch.card.ticket.desk_ref or self._conversation(dispatch)
        path, event = f"/conversations/{ref}", dispatch.event
        if event.kind == OPENED:
            self._say(path, dispatch, note(dispatch.card), private=True)
        elif event.kind == CLOSED:
            self._http.json("POST", f"{path}/toggle_status", {"status": "resolved"})
        elif dispatch.message:
            author = dispatch.message.author
            private = author == ASSISTANT  # read already, by who it was for
            self._say(path, dispatch, dispatch.message.text, private=private, incoming=author == CUSTOMER)
        return ref

    def _conversation(self, dispatch: Dispatch) -> str:
        """The one of this ticket, found again after a try whose answer was lost, or a new one."""
        ticket, contact = dispatch.card.ticket, self._contact(dispatch)
        there = self._http.json("GET", f"/contacts/{contact['id']}/conversations")
        for one in _list(there, "payload"):
            if object_of(one.get("custom_attributes")).get("relais_ticket") == ticket.number:
                return str(one["id"])
        made = self._http.json(
            "POST",
            "/conversations",
            {
                "inbox_id": self._inbox,
                "contact_id": contact["id"],
                "source_id": self._source(contact),
                "status": "open",
                "custom_attributes": {
                    "relais_ticket": ticket.number,
                    "relais_order": ticket.order,
                    "relais_reason": ticket.reason,
                    "relais_title": title(dispatch.card),
                },
            },
        )
        return str(object_of(made)["id"])

    def _contact(self, dispatch: Dispatch) -> dict[str, Any]:
        """By the customer's address; a visitor without one is a contact of the conversation's own."""
        ticket = dispatch.card.ticket
        identifier = ticket.email or f"relais-{ticket.conversation_id or ticket.number}"
        found = self._http.json("GET", "/contacts/search", q=identifier)
        for one in _list(found, "payload"):
            if identifier in (one.get("identifier"), one.get("email")):
                return one
        name = ticket.email or f"Visiteur {ticket.number}"
        made = self._http.json(
            "POST",
            "/contacts",
            {"inbox_id": self._inbox, "name": name, "email": ticket.email, "identifier": identifier},
        )
        payload = object_of(object_of(made).get("payload"))
        return object_of(payload.get("contact")) | {"contact_inboxes": [payload.get("contact_inbox")]}

    def _source(self, contact: dict[str, Any]) -> str:
        """What ties the contact to our inbox."""
        for one in contact.get("contact_inboxes") or ():
            inbox = object_of(object_of(one).get("inbox")).get("id", self._inbox)
            if inbox == self._inbox and object_of(one).get("source_id"):
                return str(one["source_id"])
        made = self._http.json(
            "POST", f"/contacts/{contact['id']}/contact_inboxes", {"inbox_id": self._inbox}
        )
        return str(object_of(made)["source_id"])

    def _say(
        self, path: str, dispatch: Dispatch, text: str, *, private: bool = False, incoming: bool = False
    ) -> None:
        mark = dispatch.event.event_id
        if dispatch.again:
            for one in _list(self._http.json("GET", f"{path}/messages"), "payload"):
                if object_of(one.get("content_attributes")).get(MARK) == mark:
                    return
        self._http.json(
            "POST",
            f"{path}/messages",
            {
                "content": text,
                "message_type": "incoming" if incoming else "outgoing",
                "private": private,
                "content_attributes": {MARK: mark},
            },
        )

    def hear(self, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Word]:
        at = self._verified(headers, body, now)
        try:
            said = object_of(json.loads(body))
        except (ValueError, RecursionError):
            raise Unreadable("JSON attendu") from None
        if object_of(said.get("account")).get("id", self._account) != self._account:
            return []
        if said.get("event") == "message_created":
            return self._message(said, at)
        if said.get("event") == "conversation_status_changed" and said.get("status") in STATES:
            act, ref = STATES[said["status"]], str(said.get("id"))
            return [Word(act, f"{ref}:{said['status']}:{at.timestamp():.0f}", at, ref=ref)]
        return []

    def _message(self, said: dict[str, Any], at: datetime) -> list[Word]:
        """An agent's words to the customer: not private, and not our own coming back."""
        sender, text = object_of(said.get("sender")), text_of(said.get("content"))
        theirs = said.get("message_type") == "outgoing" and not said.get("private") and text
        ours = object_of(said.get("content_attributes")).get(MARK)
        ref = object_of(said.get("conversation")).get("id")
        if not theirs or ours or sender.get("type", "user") != "user" or ref is None:
            return []
        name = text_of(sender.get("available_name") or sender.get("name"), 100)
        return [Word(REPLY, f"message:{said.get('id')}", at, ref=str(ref), text=text, name=name or None)]

    def _verified(self, headers: Mapping[str, str], body: bytes, now: datetime) -> datetime:
        """When it was sent. Raises Forged."""
        stamp, given = headers.get("x-chatwoot-timestamp", ""), headers.get("x-chatwoot-signature", "")
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 12 and given.isascii()):
            raise Forged("no signature")
        at = datetime.fromtimestamp(int(stamp), timezone.utc)
        signed = f"{stamp}.".encode() + body
        expected = [hmac.new(key.encode(), signed, hashlib.sha256).hexdigest() for key in self._keys]
        if not any(hmac.compare_digest(f"sha256={one}", given) for one in expected):
            raise Forged("wrong signature")
        if abs(now - at) > WINDOW:
            raise Forged("too old")
        return at


def _list(answer: Any, name: str) -> list[dict[str, Any]]:
    """Raises DeskTrouble for an answer of another shape: to take it for an empty one would say all twice."""
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise DeskTrouble(f"réponse sans « {name} »")
    return [one for one in found if isinstance(one, dict)]
