"""Who may speak in which conversation: signed tokens. Nothing that a message says can change what a token
says.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

import jwt

ALGORITHM = "HS256"
AUDIENCE = "relais-session"
SHOP_AUDIENCE = "relais"
REMEMBERED = 4096  # sessions whose signature need not be checked again
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
    def __init__(self, keys: Sequence[str], minutes: float) -> None:
        """The first of `keys` signs, all are believed: a key can be changed without ending the conversations
        it opened. `minutes` is the life of a session."""
        self._keys = keys
        self._life = timedelta(minutes=minutes)
        self._known = lru_cache(maxsize=REMEMBERED)(self._check)

    def open(self, merchant: str) -> Session:
        """A new conversation with an id nobody can guess."""
        now = datetime.now(timezone.utc)
        conversation, expires = secrets.token_urlsafe(18), now + self._life
        claims = {"aud": AUDIENCE, "sub": conversation, "merchant": merchant, "iat": now, "exp": expires}
        return Session(jwt.encode(claims, self._keys[0], ALGORITHM), conversation, merchant, expires)

    def read(self, token: str) -> Session:
        """Raises InvalidSession. A signature is checked once; what expires is asked each time."""
        session = self._known(token)
        if session.expires <= datetime.now(timezone.utc):
            raise InvalidSession("Signature has expired")
        return session

    def _check(self, token: str) -> Session:
        claims = _verified(token, self._keys, AUDIENCE, ["sub", "merchant", "exp"])
        expires = datetime.fromtimestamp(claims["exp"], timezone.utc)
        return Session(token, str(claims["sub"]), str(claims["merchant"]), expires)


def read_signed_customer(token: str, merchant: str, keys: Sequence[str]) -> SignedCustomer:
    """The customer in a shop's token: aud `relais`, iss the merchant, sub the e-mail, exp within minutes, jti
    used once (which the caller sees to). HS256 with a shared secret, EdDSA with a public key in PEM.

    Raises InvalidSession.
    """
    claims = _verified(token, keys, SHOP_AUDIENCE, ["sub", "iss", "exp", "iat", "jti"])
    email, nonce = claims["sub"], claims["jti"]
    if claims["iss"] != merchant:
        raise InvalidSession("issued by another merchant")
    if claims["exp"] - claims["iat"] > SHOP_MINUTES * 60:
        raise InvalidSession("good for too long")
    if not isinstance(email, str) or "@" not in email or len(email) > 254:
        raise InvalidSession("names no e-mail address")
    if not isinstance(nonce, str) or not 1 <= len(nonce) <= 200:
        raise InvalidSession("has no number of its own")
    return SignedCustomer(email.strip(), f"{merchant}:{nonce}")


def _verified(token: str, keys: Sequence[str], audience: str, required: list[str]) -> dict[str, Any]:
    """By the key's own algorithm: what the token says of it is not asked."""
    for key in keys:
        algorithm = "EdDSA" if "PUBLIC KEY" in key else ALGORITHM
        try:
            claims: dict[str, Any] = jwt.decode(
                token, key, algorithms=[algorithm], audience=audience, options={"require": required}
            )
            return claims
        except (jwt.InvalidTokenError, jwt.InvalidKeyError, ValueError, TypeError, OverflowError) as error:
            reason = str(error)
    raise InvalidSession(reason if keys else "there is no key")
