"""One GET to a carrier, whole and within its deadline: pooled, capped, never redirected."""

from __future__ import annotations

import json
import logging
import time
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.util import Retry

from bot.carriers.carrier import Question
from bot.carriers.deadline import DeadlineAdapter
from bot.carriers.failures import KeyRefused, Passing, Unreadable

CONNECT = 0.7  # seconds: a carrier that is up accepts at once
LONGEST_BODY = 512 * 1024  # bytes; a timeline has a few thousand
LONGEST_WAIT = 3600.0  # seconds that a Retry-After may ask for
AGENT = "Relais (support assistant)"


@dataclass(frozen=True)
class Answer:
    """``body`` is parsed JSON, None where there was none."""

    status: int
    body: Any


class Http:
    """The connections of one process to all carriers; any thread may ask."""

    def __init__(self, connections: int) -> None:
        self._session = requests.Session()
        # Retries are the tracker's: urllib3's would sleep past the deadline and log whole addresses.
        adapter = DeadlineAdapter(pool_maxsize=connections, max_retries=0)
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, adapter)
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # A compressed body could be far larger than what came over the wire.
        self._session.headers.update(
            {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": AGENT}
        )
        # At its debug level urllib3 writes addresses, and with them parcels' numbers.
        logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)

    def get(self, question: Question, deadline: float) -> Answer:
        """``deadline`` on the clock of time.monotonic(). Raises KeyRefused, Passing, Unreadable."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise Passing("Pas de réponse à temps.")
        try:
            with self._session.get(
                question.url,
                params=question.params,
                headers=question.headers,
                timeout=(min(CONNECT, left), left),
                allow_redirects=False,
                stream=True,
            ) as response:
                _refused(response)
                return Answer(response.status_code, _json(_body(response, deadline)))
        except (requests.Timeout, TimeoutError):
            raise Passing("Pas de réponse à temps.") from None
        except (requests.RequestException, HTTPError, OSError) as broken:
            # The library's own message holds the address, and with it the parcel's number.
            raise Passing(f"Connexion impossible ou rompue ({type(broken).__name__}).") from None

    def close(self) -> None:
        self._session.close()


def _refused(response: requests.Response) -> None:
    status = response.status_code
    if status in (401, 403):
        raise KeyRefused(f"Clé refusée ({status}).")
    if status == 429 or status >= 500:
        raise Passing(f"Réponse {status}.", _wait(response.headers.get("Retry-After")))
    if 300 <= status < 400:
        raise Unreadable(f"Réponse {status} : une redirection, qui n'est pas suivie.")
    if response.headers.get("Content-Encoding", "identity").lower() not in ("identity", ""):
        raise Unreadable("Réponse compressée sans avoir été demandée.")


def _wait(value: str | None) -> float | None:
    """Seconds of a Retry-After, whether it names them or an instant."""
    if not value:
        return None
    try:
        return min(max(0.0, Retry().parse_retry_after(value)), LONGEST_WAIT)
    except InvalidHeader:
        return None


def _body(response: requests.Response, deadline: float) -> bytes:
    """What arrives, piece by piece: a body that trickles must not outlive the deadline."""
    found = bytearray()
    while piece := response.raw.read1(16384, decode_content=False):
        found += piece
        if len(found) > LONGEST_BODY:
            raise Unreadable(f"Réponse de plus de {LONGEST_BODY // 1024} Ko.")
        if time.monotonic() > deadline:
            raise Passing("Réponse trop lente.")
    return bytes(found)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body) if body.strip() else None
    except (ValueError, RecursionError):
        return None
