"""Meta's side: signatures and the Graph API's errors, as its documentation shows them."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from tests.messaging.peer import Asked, Given
from tests.messaging.speaker import MERCHANT, Speaker

TOKEN = "EAAGm0PX4ZCpsBAKZCZB7example0token0of0a0page"


class MetaSpeaker(Speaker):
    signature = "x-hub-signature-256"
    own: str  # the number's or page's id
    own_name: str

    @property
    def secrets(self) -> tuple[str, str]:
        return self.environment[f"{self.name}_NEW"], self.environment[f"{self.name}_OLD"]

    def entry(self, api: str) -> dict[str, Any]:
        return {
            "merchant": MERCHANT,
            self.own_name: self.own,
            "token_env": f"{self.name}_TOKEN",
            "app_secret_env": [f"{self.name}_NEW", f"{self.name}_OLD"],
            "verify_token_env": f"{self.name}_VERIFY",
            "api": f"{api}/v25.0",
        }

    def signed(self, body: bytes, url: str, secret: str | None = None) -> dict[str, str]:
        digest = hmac.new((secret or self.secrets[0]).encode(), body, hashlib.sha256).hexdigest()
        return {self.signature: f"sha256={digest}", "content-type": "application/json"}

    def allowed(self, asked: Asked) -> bool:
        return asked.headers["authorization"] == f"Bearer {self.environment[f'{self.name}_TOKEN']}"

    def slow_down(self, seconds: int) -> Given:
        headers = {"retry-after": str(seconds)}
        return Given(429, error(4, "Application request limit reached"), headers)

    def expired(self) -> Given:
        return Given(401, error(190, "Error validating access token: Session has expired", 463))

    def never(self) -> Given:
        return Given(400, error(100, "Invalid parameter"))


def error(code: int, words: str, subcode: int | None = None) -> dict[str, Any]:
    detail = {"message": f"(#{code}) {words}", "type": "OAuthException", "code": code, "fbtrace_id": "A"}
    return {"error": detail | ({"error_subcode": subcode} if subcode else {})}


def keys(name: str) -> dict[str, str]:
    return {
        f"{name}_TOKEN": f"{TOKEN}{name}",
        f"{name}_NEW": f"new-app-secret-{name}",
        f"{name}_OLD": f"old-app-secret-{name}",
        f"{name}_VERIFY": f"verify-token-{name}",
    }
