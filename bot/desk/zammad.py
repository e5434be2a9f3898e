"""Zammad, by its REST API.

Sources: docs.zammad.org, zammad-documentation api/ticket/index.rst (create, search, update) and
api/ticket/articles.rst; webhooks: zammad-admin-documentation manage/webhook/payload.rst (X-Hub-Signature, the
HMAC-SHA1 of the body; X-Zammad-Delivery; ``ticket`` and ``article``) and admin-docs.zammad.org (up to four
retries).

Not verified against a running Zammad: that ``sender: Customer`` is taken from an agent's token, and that the
search finds a title's number at once (where its index lags, a lost answer can lead to a second ticket).
Zammad signs no time: a repeat is known by its article, and an old change of state by the ticket's own time.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from bot.desk.html import as_text
from bot.desk.http import SECONDS, DeskHttp, DeskTrouble
from bot.desk.port import CLOSE, REPLY, Dispatch, Forged, Unreadable, Word, object_of, text_of
from bot.desk.telling import note, title
from bot.orders.desk_events import CLOSED, OPENED
from bot.orders.tickets import ASSISTANT, CUSTOMER, TicketMessage

SETTLED = ("closed", "merged")


class Zammad:
    def __init__(
        self,
        url: str,
        token: str,
        group: str,
        visitor: str,
        keys: Sequence[str],
        seconds: tuple[float, float] = SECONDS,
    ) -> None:
        self._http = DeskHttp(f"{url}/api/v1", {"authorization": f"Token token={token}"}, seconds)
        self._group, self._visitor, self._keys = group, visitor, keys

    def deliver(self, dispatch: Dispatch) -> str | None:
        event, ref = dispatch.event, dispatch.card.ticket.desk_ref
        if ref is None:
            ref = self._ticket(dispatch)  # with the note; whatever else is to be told comes after it
        if event.kind == CLOSED:
            self._http.json("PUT", f"/tickets/{ref}", {"state": "closed"})
        elif event.kind != OPENED and dispatch.message:
            self._say(ref, dispatch, dispatch.message)
        return ref

    def _ticket(self, dispatch: Dispatch) -> str:
        """The one whose title has our number, found again after a try whose answer was lost, or a new one."""
        ticket = dispatch.card.ticket
        mark = f"[{ticket.number}]"
        if dispatch.again:
            for one in self._found(f'title:"{ticket.number}"'):
                if str(one.get("title", "")).startswith(mark):
                    return str(one["id"])
        made = self._http.json(
            "POST",
            "/tickets",
            {
                "title": title(dispatch.card),
                "group": self._group,
                "customer_id": f"guess:{ticket.email or self._visitor}",
                "article": {
                    "subject": f"{ticket.number} evt_note",
                    "body": note(dispatch.card),
                    "content_type": "text/plain",
                    "type": "note",
                    "internal": True,
                },
            },
        )
        return str(object_of(made)["id"])

    def _found(self, query: str) -> list[dict[str, Any]]:
        """Documented as ids with ``assets``; raises DeskTrouble for another shape."""
        answer = object_of(self._http.json("GET", "/tickets/search", query=query, limit="10"))
        if "tickets" not in answer:
            raise DeskTrouble("réponse sans « tickets »")
        known = object_of(object_of(answer.get("assets")).get("Ticket"))
        return [object_of(one) for one in known.values()]

    def _say(self, ref: str, dispatch: Dispatch, message: TicketMessage) -> None:
        subject = self._subject(dispatch)
        if dispatch.again:
            there = self._http.json("GET", f"/ticket_articles/by_ticket/{ref}")
            if any(object_of(one).get("subject") == subject for one in there):
                return
        self._http.json(
            "POST",
            "/ticket_articles",
            {
                "ticket_id": int(ref),
                "subject": subject,
                "body": message.text,
                "content_type": "text/plain",
                "type": "note",
                "sender": "Customer" if message.author == CUSTOMER else "Agent",
                "internal": message.author == ASSISTANT,  # read already, by who it was for
            },
        )

    def _subject(self, dispatch: Dispatch) -> str:
        """Ours are known by it, when they are looked for and when they come back."""
        return f"{dispatch.card.ticket.number} {dispatch.event.event_id}"

    def hear(self, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Word]:
        self._verify(headers, body)
        try:
            said = object_of(json.loads(body))
        except (ValueError, RecursionError):
            raise Unreadable("JSON attendu") from None
        ticket, article = object_of(said.get("ticket")), object_of(said.get("article"))
        if not isinstance(ticket.get("id"), int):
            raise Unreadable("« ticket.id » attendu")
        ref, at = str(ticket["id"]), _instant(ticket.get("updated_at")) or now
        words = self._reply(article, ref, at)
        state = ticket.get("state")
        name = object_of(state).get("name") if isinstance(state, dict) else state
        if name in SETTLED:
            words.append(Word(CLOSE, f"{ref}:{name}:{at.timestamp():.3f}", at, ref=ref))
        return words

    def _reply(self, article: dict[str, Any], ref: str, at: datetime) -> list[Word]:
        """An agent's public article, unless it is one of ours coming back."""
        text = text_of(article.get("body"))
        if article.get("content_type") == "text/html":
            text = as_text(text)
        ours = "evt_" in text_of(article.get("subject"))
        if article.get("sender") != "Agent" or article.get("internal") is not False or ours or not text:
            return []
        author = object_of(article.get("created_by"))
        name = text_of(f"{author.get('firstname') or ''} {author.get('lastname') or ''}", 100)
        return [Word(REPLY, f"article:{article.get('id')}", at, ref=ref, text=text, name=name or None)]

    def _verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raises Forged."""
        given = headers.get("x-hub-signature", "")
        expected = [hmac.new(key.encode(), body, hashlib.sha1).hexdigest() for key in self._keys]
        if not given.isascii() or not any(hmac.compare_digest(f"sha1={one}", given) for one in expected):
            raise Forged("wrong signature")


def _instant(value: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=timezone.utc)
