"""Twilio's side: requests are signed by Twilio's own client library."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import parse_qs, parse_qsl, urlencode

from twilio.request_validator import RequestValidator

from tests.messaging.peer import Asked, Given
from tests.messaging.speaker import MERCHANT, Sent, Speaker

SID = "AC" + "0123456789abcdef" * 2
OURS = "+33755500000"


class TwilioSpeaker(Speaker):
    name = "twilio"
    environment: ClassVar[dict[str, str]] = {
        "TW_NEW": "new-auth-token-0123456789",
        "TW_OLD": "old-auth-token-987654",
    }
    secrets = ("new-auth-token-0123456789", "old-auth-token-987654")
    signature = "x-twilio-signature"
    limit = 1600
    native = False
    ours = OURS
    mark = ""  # before a number

    def entry(self, api: str) -> dict[str, Any]:
        keys = {"sid": SID, "number": f"{self.mark}{self.ours}", "auth_token_env": ["TW_NEW", "TW_OLD"]}
        return {"merchant": MERCHANT, "api": api, **keys}

    def peer(self) -> str:
        return f"{self.mark}+336{next(self.numbers) % 10**8:08d}"

    def id(self, peer: str) -> str:
        return f"SM{next(self.numbers):032x}"

    def said(self, peer: str, id: str, text: str, at: datetime) -> bytes:
        return self.form(peer, id, Body=text)

    def form(self, peer: str, id: str, **fields: str) -> bytes:
        usual = {
            "ToCountry": "FR",
            "SmsMessageSid": id,
            "NumMedia": "0",
            "FromCity": "",
            "Body": "",
            "To": f"{self.mark}{self.ours}",
            "MessageSid": id,
            "AccountSid": SID,
            "From": peer,
            "ApiVersion": "2010-04-01",
        }
        return urlencode(usual | fields).encode()

    def signed(self, body: bytes, url: str, secret: str | None = None) -> dict[str, str]:
        try:
            fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            fields = {}
        signature = RequestValidator(secret or self.secrets[0]).compute_signature(url, fields)
        return {self.signature: signature, "content-type": "application/x-www-form-urlencoded; charset=UTF-8"}

    def taken(self, asked: Asked) -> Given:
        account = base64.b64encode(f"{SID}:{self.secrets[0]}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {account}":
            return self.expired()
        if asked.method == "GET":
            assert asked.path == f"/2010-04-01/Accounts/{SID}.json"
            return Given(body={"sid": SID, "friendly_name": "Picto", "status": "active"})
        assert asked.path == f"/2010-04-01/Accounts/{SID}/Messages.json"
        sent = self.sent(asked)
        body = {"sid": self.id(sent.peer), "status": "queued", "to": sent.peer, "body": sent.text}
        return Given(201, body)

    def sent(self, asked: Asked) -> Sent:
        form = parse_qs(asked.body.decode(), strict_parsing=True)
        assert form["From"] == [f"{self.mark}{self.ours}"]
        if "ContentSid" in form:
            values = json.loads(form["ContentVariables"][0])
            assert list(values) == [str(place) for place in range(1, len(values) + 1)]
            return self.template(form["To"][0], form["ContentSid"][0], list(values.values()))
        assert 0 < len(form["Body"][0]) <= self.limit
        return Sent(form["To"][0], form["Body"][0])

    def slow_down(self, seconds: int) -> Given:
        return Given(429, _error(20429, "Too Many Requests"), {"retry-after": str(seconds)})

    def expired(self) -> Given:
        return Given(401, _error(20003, "Authenticate"))

    def never(self) -> Given:
        return Given(400, _error(21617, "The concatenated message body exceeds the 1600 character limit"))

    def blocked(self) -> Given:
        return Given(400, _error(21610, "Attempt to send to unsubscribed recipient"))

    def not_text(self, peer: str, id: str, at: datetime) -> dict[str, bytes]:
        def media(kind: str) -> bytes:
            return self.form(
                peer, id, NumMedia="1", MediaContentType0=kind, MediaUrl0="https://api.example/x"
            )

        return {
            "photo": media("image/jpeg"),
            "voice": media("audio/ogg"),
            "video": media("video/mp4"),
            "file": media("application/pdf"),
            "location": self.form(peer, id, Latitude="48.85", Longitude="2.35"),
        }

    def nothing_to_say(self, peer: str, id: str, at: datetime) -> dict[str, bytes]:
        status = {"MessageSid": id, "AccountSid": SID, "From": self.ours, "To": peer}
        return {
            "STOP": self.form(peer, id, Body="STOP", OptOutType="STOP"),
            "a receipt": urlencode(status | {"MessageStatus": "delivered"}).encode(),
            "a number that is not ours": self.form(peer, id, Body="bonjour", To="+33700000001"),
            "another account": self.form(peer, id, Body="bonjour", AccountSid="AC1"),
        }


def _error(code: int, words: str) -> dict[str, Any]:
    return {
        "code": code,
        "message": words,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": 400,
    }
