"""HTTP to a platform: pooled connections, bounded waits, errors that name no address (tokens)."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import requests

from bot.channels.messaging.failures import Later

TIMEOUT = (3.05, 10.0)  # seconds to connect, and between two bytes
LONGEST_WAIT = 3600.0  # seconds; a platform that asks for more is asked again by then
LARGEST = 256 * 1024  # bytes of an answer


@dataclass(frozen=True)
class Reply:
    """`body` is the JSON object of the answer, empty if it is none; `retry_after` in seconds."""

    status: int
    body: dict[str, Any]
    retry_after: float | None = None


class Api:
    def __init__(self, base: str, timeout: tuple[float, float] | None = None) -> None:
        self._base = base.rstrip("/")
        self._timeout = timeout or TIMEOUT
        self._session = requests.Session()
        self._session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=16))
        self._session.mount("https://", requests.adapters.HTTPAdapter(pool_maxsize=16))
        self._session.trust_env = False  # a .netrc or proxy of the machine is not the merchant's

    def call(self, method: str, path: str, **options: Any) -> Reply:
        """`options` are requests' (json, data, headers, auth, params). Raises Later when nothing sensible
        comes back."""
        deadline = time.monotonic() + sum(self._timeout) * 2
        try:
            with self._session.request(
                method,
                f"{self._base}/{path}",
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
                **options,
            ) as answer:
                raw = _read(answer, deadline)
                return Reply(answer.status_code, _object(raw), _seconds(answer.headers))
        except requests.exceptions.RequestException as trouble:
            # Their text holds the address, and Telegram's address holds the token.
            raise Later(f"pas de réponse ({type(trouble).__name__})") from None

    def close(self) -> None:
        self._session.close()


def _read(answer: requests.Response, deadline: float) -> bytes:
    raw = bytearray()
    for chunk in answer.iter_content(16 * 1024):
        raw += chunk
        if len(raw) > LARGEST or time.monotonic() > deadline:
            raise Later("réponse sans fin")
    return bytes(raw)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _seconds(headers: Mapping[str, str]) -> float | None:
    """Retry-After in seconds, whether it is a number or a date (RFC 9110, 10.2.3)."""
    said = (headers.get("retry-after") or "").strip()
    if not said:
        return None
    if said.isascii() and said.isdigit() and len(said) < 10:
        return bounded(float(said))
    try:
        return bounded(parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), LONGEST_WAIT)
