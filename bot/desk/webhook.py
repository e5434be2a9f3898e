"""Any desk by signed webhooks, both ways: Standard Webhooks, spec and library of standardwebhooks.com."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from standardwebhooks import Webhook

from bot.desk.http import SECONDS, DeskHttp
from bot.desk.port import (
    CLOSE,
    GIVE_BACK,
    REPLY,
    TAKE,
    Dispatch,
    Forged,
    Unreadable,
    Word,
    object_of,
    text_of,
)
from bot.desk.telling import ticket_data
from bot.orders.desk_events import MESSAGE, OPENED

TYPES = {"ticket.reply": REPLY, "ticket.take": TAKE, "ticket.give_back": GIVE_BACK, "ticket.close": CLOSE}


class WebhookDesk:
    def __init__(self, url: str, keys: Sequence[str], seconds: tuple[float, float] = SECONDS) -> None:
        """The first of ``keys`` is the present one; all sign, all are believed: one can be changed."""
        self._http, self._keys = DeskHttp(url, {}, seconds), [Webhook(key) for key in keys]

    def deliver(self, dispatch: Dispatch) -> str | None:
        body = json.dumps(payload(dispatch), ensure_ascii=False)
        id, at = dispatch.event.event_id, datetime.now(timezone.utc)
        headers = {
            "webhook-id": id,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": " ".join(key.sign(id, at, body) for key in self._keys),
        }
        self._http.send("POST", "", body.encode(), headers)
        return None

    def hear(self, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Word]:
        id = self._verified(headers, body)
        try:
            said = object_of(json.loads(body))
            at = datetime.fromisoformat(str(said.get("timestamp", "")).replace("Z", "+00:00"))
        except (ValueError, RecursionError):
            raise Unreadable("JSON et « timestamp » (ISO 8601) attendus") from None
        act, data = TYPES.get(str(said.get("type"))), object_of(said.get("data"))
        number, text = text_of(data.get("ticket"), 50), text_of(data.get("text"))
        if act is None or not number or (act == REPLY and not text):
            raise Unreadable("« type » connu, « data.ticket » et, pour une réponse, « data.text » attendus")
        if at.tzinfo is None:
            raise Unreadable("« timestamp » sans fuseau horaire")
        return [Word(act, id, at, number=number, text=text, name=text_of(data.get("author"), 100) or None)]

    def _verified(self, headers: Mapping[str, str], body: bytes) -> str:
        """The message's id. Raises Forged; the library's window is five minutes either way."""
        for key in self._keys:
            try:
                key.verify(body, dict(headers), json_parse=False)
                return headers["webhook-id"]
            except Exception:  # the library lets errors of parsing through; whatever it is, it is not signed
                continue
        raise Forged("signature")


def payload(dispatch: Dispatch) -> dict[str, Any]:
    """``type``, ``timestamp`` and ``data``, as the spec recommends; ``data`` is described in docs/desk.md."""
    data = ticket_data(dispatch.card, whole=dispatch.event.kind == OPENED)
    if dispatch.event.kind == MESSAGE and (message := dispatch.message):
        data["message"] = {"author": message.author, "name": message.name, "text": message.text}
    return {"type": dispatch.event.kind, "timestamp": dispatch.event.at.isoformat(), "data": data}
