"""A client that does what browsers would not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import count
from typing import Any
from uuid import uuid4

import jwt
import requests

SECRET = "the key of the hostile suite, which is long enough"
OLD_SECRET = "the key before it, with which nothing is signed now"
SHOP_KEY = "the key of the shop Imprimante, also long enough"
SHOWN = ("text", "buttons", "decisions", "card")
_hosts = count(1)


def fresh_address() -> str:
    """A network address that no other test counts under."""
    number = next(_hosts)
    return f"198.18.{number // 250}.{number % 250 + 1}"


def shop_token(email: Any, key: Any = SHOP_KEY, algorithm: str = "HS256", **changes: Any) -> str:
    now = datetime.now(timezone.utc)
    claims = {"aud": "relais", "iss": "imprimante", "sub": email, "iat": now, "jti": uuid4().hex}
    claims["exp"] = now + timedelta(minutes=5)
    headers = changes.pop("headers", None)
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(claims, key, algorithm, headers=headers)


@dataclass
class Visitor:
    server: str
    address: str
    token: str = ""
    conversation: str = ""
    seen: int = 0

    @classmethod
    def open(
        cls, server: str, merchant: str = "imprimante", email: str | None = None, address: str | None = None
    ) -> Visitor:
        visitor = cls(server, address or fresh_address())
        body = {"merchant": merchant} | ({"customer": shop_token(email)} if email else {})
        answer = visitor.ask("/v1/sessions", json=body)
        assert answer.status_code == 201, answer.text
        visitor.token, visitor.conversation = answer.json()["token"], answer.json()["conversation"]
        return visitor

    def ask(self, path: str, method: str = "POST", **more: Any) -> requests.Response:
        headers = {"x-forwarded-for": self.address}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        headers |= more.pop("headers", {})
        return requests.request(method, self.server + path, headers=headers, timeout=15, **more)

    def post(self, text: Any, client_id: str | None = None, **fields: Any) -> requests.Response:
        return self.ask("/v1/messages", json={"id": client_id or uuid4().hex, "text": text, **fields})

    def say(self, text: str, **fields: Any) -> str:
        """The answer as the window has it: the texts, and what came with them."""
        assert self.post(text, **fields).status_code == 202
        return self.read()

    def read(self) -> str:
        """Up to the next last answer, as JSON text."""
        headers = {"last-event-id": str(self.seen)}
        found = []
        with self.ask("/v1/events", "GET", headers=headers, stream=True) as stream:
            assert stream.status_code == 200, stream.text
            for line in stream.iter_lines(decode_unicode=True):
                if line.startswith("id: "):
                    self.seen = int(line[4:])
                if line.startswith("data: "):
                    data = json.loads(line[6:])
                    if "answers" in data:
                        found.append({name: data[name] for name in SHOWN if name in data})
                    if data.get("last"):
                        break
        return json.dumps(found, ensure_ascii=False)
