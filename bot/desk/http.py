"""HTTP to a desk: one session a desk, time-outs on everything, trouble as one exception.

A request is repeated here only where no connection was made. Whatever else goes wrong is the outbox's
business, which asks again later: a desk that is slow must not be asked twice at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

SECONDS = (3.05, 10.0)  # to connect, and between two bytes
LONGEST = 2_000_000  # bytes of an answer
PATIENCE = timedelta(hours=6)  # no desk is left alone for longer, whatever it asks for


class DeskTrouble(Exception):
    """Not now. ``busy``: the desk as a whole, not this one request; ``retry_after``: what it asked for."""

    def __init__(
        self, message: str, *, status: int = 0, busy: bool = False, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.busy, self.retry_after = status, busy, retry_after


class DeskHttp:
    def __init__(self, url: str, headers: Mapping[str, str], seconds: tuple[float, float] = SECONDS) -> None:
        self._url, self._seconds = url, seconds
        self._session = requests.Session()
        self._session.headers.update({"accept": "application/json", **headers})
        self._session.trust_env = False
        # Retry-After is obeyed by the outbox: waiting for it here would hold up every other ticket.
        retries = Retry(
            connect=2,
            read=0,
            status=0,
            other=0,
            redirect=0,
            backoff_factor=0.2,
            respect_retry_after_header=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retries, pool_maxsize=4))

    def json(self, method: str, path: str, body: Any = None, **params: str) -> Any:
        """The parsed answer. Raises DeskTrouble."""
        text = self.send(method, path, None if body is None else json.dumps(body).encode(), {}, params)
        try:
            return json.loads(text)
        except ValueError:
            raise DeskTrouble("réponse illisible (JSON attendu)", busy=True) from None

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None,
        headers: Mapping[str, str],
        params: Mapping[str, str] | None = None,
    ) -> bytes:
        """The answer's body where its status is 2xx. Raises DeskTrouble, whose words hold no secret."""
        kind = {"content-type": "application/json"} if body is not None else {}
        try:
            with self._session.request(
                method,
                self._url + path,
                data=body,
                headers={**kind, **headers},
                params=params,
                timeout=self._seconds,
                allow_redirects=False,
                stream=True,
            ) as answer:
                if not 200 <= answer.status_code < 300:
                    raise _refused(answer)
                data: bytes = answer.raw.read(LONGEST + 1, decode_content=True)
        except requests.Timeout:
            raise DeskTrouble("pas de réponse à temps", busy=True) from None
        except (requests.RequestException, OSError) as broken:
            raise DeskTrouble(f"injoignable ({type(broken).__name__})", busy=True) from None
        except Exception as broken:  # urllib3 reports a body that breaks off by classes of its own
            if isinstance(broken, DeskTrouble):
                raise
            raise DeskTrouble(f"réponse interrompue ({type(broken).__name__})", busy=True) from None
        if len(data) > LONGEST:
            raise DeskTrouble("réponse trop longue")
        return data


def _refused(answer: requests.Response) -> DeskTrouble:
    status = answer.status_code
    busy = status in (401, 403, 408, 429) or status >= 500
    return DeskTrouble(
        f"réponse {status}", status=status, busy=busy, retry_after=_after(answer.headers.get("retry-after"))
    )


def _after(value: str | None) -> timedelta | None:
    """Retry-After in seconds or as a date (RFC 9110), at most PATIENCE."""
    if not value:
        return None
    try:
        wait = timedelta(seconds=int(value))
    except (ValueError, OverflowError):
        try:
            at = parsedate_to_datetime(value)
        except (ValueError, TypeError):
            return None
        wait = (at if at.tzinfo else at.replace(tzinfo=timezone.utc)) - datetime.now(timezone.utc)
    return min(max(wait, timedelta()), PATIENCE)
