"""Comparing what a platform sent with what we expect, in constant time, by every key still in force."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from bot.channels.messaging.platform import Forged


def check_token(given: str | None, keys: Sequence[str]) -> None:
    """A secret that the platform repeats. Raises Forged."""
    _check((given or "").encode(), [key.encode() for key in keys])


def check_sha256(header: str | None, body: bytes, keys: Sequence[str]) -> None:
    """`sha256=<hex>` over the raw body. Raises Forged."""
    expected = [
        b"sha256=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest().encode() for key in keys
    ]
    _check((header or "").encode(), expected)


def _check(given: bytes, expected: Sequence[bytes]) -> None:
    if not given:
        raise Forged("la signature manque")
    fitting = [hmac.compare_digest(given, one) for one in expected]  # all: the time tells nothing of which
    if not any(fitting):
        raise Forged("la signature ne correspond pas")
