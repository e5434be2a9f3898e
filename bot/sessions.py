"""Who may speak in which conversation: signed tokens. Nothing that a message says can change what a token
says.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt

ALGORITHM = "HS256"
AUDIENCE = "relais-session"
SHOP_AUDIENCE = "relais"
SHOP_MINUTES = 10  # a shop's word for its customer is good for minutes, not for days


class InvalidSession(ValueError):
    """A token that is missing, forged, expired or meant for something else."""


@dataclass(frozen=True)
class Session:
    token: str
    conversation: str
    merchant: str
    expires: datetime


@dataclass(frozen=True)
class SignedCustomer:
    """A customer a shop vouches for; `nonce` may be used once."""

    email: str
    nonce: str


class Sessions:
    def __init__(self, key: str, minutes: int) -> None:
        """`key` signs, `minutes` is the life of a session."""
        self._key = key
        self._life = timedelta(minutes=minutes)

    def open(self, merchant: str) -> Session:
        """A new conversation with an id nobody can guess."""
        now = datetime.now(timezone.utc)
        conversation, expires = secrets.token_urlsafe(18), now + self._life
        claims = {"aud": AUDIENCE, "sub": conversation, "merchant": merchant, "iat": now, "exp": expires}
        return Session(jwt.encode(claims, self._key, ALGORITHM), conversation, merchant, expires)

    def read(self, token: str) -> Session:
        """Raises InvalidSession."""
        claims = _verified(token, self._key, AUDIENCE, ["sub", "merchant", "exp"])
        expires = datetime.fromtimestamp(claims["exp"], timezone.utc)
        return Session(token, str(claims["sub"]), str(claims["merchant"]), expires)


def read_signed_customer(token: str, merchant: str, key: str) -> SignedCustomer:
    """The customer in a shop's token: HS256, aud `relais`, iss the merchant, sub the e-mail, exp within
    minutes, jti used once (which the caller sees to). Raises InvalidSession."""
    claims = _verified(token, key, SHOP_AUDIENCE, ["sub", "iss", "exp", "iat", "jti"])
    if claims["iss"] != merchant:
        raise InvalidSession("issued by another merchant")
    if claims["exp"] - claims["iat"] > SHOP_MINUTES * 60:
        raise InvalidSession("good for too long")
    return SignedCustomer(str(claims["sub"]), f"{merchant}:{claims['jti']}")


def _verified(token: str, key: str, audience: str, required: list[str]) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=[ALGORITHM], audience=audience, options={"require": required}
        )
    except jwt.InvalidTokenError as error:
        raise InvalidSession(str(error)) from None
    return claims
