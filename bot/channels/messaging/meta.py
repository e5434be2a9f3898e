"""What WhatsApp and Messenger share: Meta's webhooks and its Graph API.

Sources: https://developers.facebook.com/docs/graph-api/webhooks/getting-started (handshake, signature,
retries), https://developers.facebook.com/docs/graph-api/guides/error-handling (the error object),
https://developers.facebook.com/docs/graph-api/overview/rate-limiting (codes 4, 17, 32, 613).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from bot.channels.messaging.api import Reply
from bot.channels.messaging.failures import AccountTrouble, Later, Refused, SendFailure, Unreachable
from bot.channels.messaging.platform import Answer, Forged, Incoming, Platform, Unreadable
from bot.channels.messaging.signatures import check_sha256, check_token

SIGNATURE = "x-hub-signature-256"
GRAPH = "https://graph.facebook.com/v25.0"
TOKEN_REFUSED = {0, 3, 10, 102, 190, *range(200, 300)}
TOO_FAST = {4, 17, 32, 613}
TEMPORARY = {1, 2}


class MetaPlatform(Platform):
    api = GRAPH
    unreachable: ClassVar[Collection[int | tuple[int, int]]] = ()  # codes, or codes with their subcode
    too_fast: ClassVar[Collection[int]] = TOO_FAST  # of the whole number or page
    later: ClassVar[Collection[int]] = TEMPORARY

    def handshake(self, request: Incoming) -> Answer:
        if request.query.get("hub.mode") != "subscribe":
            raise Forged("la question n'est pas celle d'un abonnement")
        check_token(request.query.get("hub.verify_token"), self.account.secrets["verify_token"])
        return Answer(text=request.query.get("hub.challenge", "")[:500])

    def verify(self, request: Incoming) -> None:
        check_sha256(request.headers.get(SIGNATURE), request.body, self.account.secrets["app_secret"])

    def call(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """The answer's object. Raises SendFailure."""
        # In the header rather than in the address, which proxies write down.
        headers = {"authorization": f"Bearer {self.account.secret('token')}"}
        reply = self.http.call(method, path, headers=headers, **options)
        if reply.status == 200 and "error" not in reply.body:
            return reply.body
        raise self._failure(reply)

    def _failure(self, reply: Reply) -> SendFailure:
        error = reply.body.get("error")
        if not isinstance(error, dict) or not isinstance(error.get("code"), int):
            return Later(f"réponse {reply.status} sans objet d'erreur", reply.retry_after)
        code, words = (
            error["code"],
            f"{reply.status}, code {error['code']} : {error.get('message') or ''}"[:200],
        )
        if code in self.unreachable or (code, error.get("error_subcode")) in self.unreachable:
            return Unreachable(words)
        if code in self.too_fast or reply.status == 429:
            return AccountTrouble(words, reply.retry_after)
        if code in self.later or reply.status >= 500:
            return Later(words, reply.retry_after)
        if code in TOKEN_REFUSED or reply.status == 401:
            return AccountTrouble(f"jeton refusé ({reply.status}, code {code})")
        return Refused(words)


def entries(request: Incoming, object_: str) -> list[Mapping[str, Any]]:
    """The entries of a request about that kind of object, none for another. Raises Unreadable."""
    try:
        body = json.loads(request.body)
        if body["object"] != object_:
            return []
        return [entry for entry in body["entry"] if isinstance(entry, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as defect:
        raise Unreadable(type(defect).__name__) from None
