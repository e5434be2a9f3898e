"""One open connection to the action server instead of one for every call."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from aiohttp import BasicAuth, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.utils.endpoints import EndpointConfig
from yarl import URL

from bot.seams.seam import Seam

IDLE = 3.0  # seconds; rasa_sdk's server hangs up after five
LIFE = 30.0  # seconds, then a new one: action servers that come in are found, those that go are left
ENDING = 10.0  # seconds for the calls of an old one to end; an action has `bot.seams.action_failure.PATIENCE`


@dataclass
class Kept:
    """What `async with endpoint.session()` gets: the session, which stays open at the end of the block."""

    session: ClientSession
    loop: asyncio.AbstractEventLoop
    born: float

    async def __aenter__(self) -> Kept:
        return self

    async def __aexit__(self, *_error: Any) -> None:
        """Stays open for the next call."""

    def request(self, method: str, url: str, **rest: Any) -> Any:
        """`ClientSession.request`, to an address that was read before."""
        return self.session.request(method, _address(url), **rest)

    def __getattr__(self, name: str) -> Any:
        """All else is the session's."""
        return getattr(self.session, name)

    def close_later(self) -> None:
        self.loop.call_later(ENDING, lambda: self.loop.create_task(self.session.close()))


def session(self: EndpointConfig) -> Kept:
    """Upstream's session, kept with the endpoint for as long as its event loop and its LIFE last."""
    loop, now = asyncio.get_running_loop(), time.monotonic()
    kept: Kept | None = self.__dict__.get("_kept")
    if kept and kept.loop is loop and not kept.session.closed and now - kept.born < LIFE:
        return kept
    if kept and kept.loop is loop:
        kept.close_later()
    auth = BasicAuth(self.basic_auth["username"], self.basic_auth["password"]) if self.basic_auth else None
    made = ClientSession(
        headers=self.headers,
        auth=auth,
        timeout=ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
        connector=TCPConnector(limit=0, keepalive_timeout=IDLE),
        cookie_jar=DummyCookieJar(),
    )
    self.__dict__["_kept"] = kept = Kept(made, loop, now)
    return kept


@lru_cache(maxsize=8)
def _address(url: str) -> URL:
    """aiohttp asks an address for its parts a dozen times a call; they are kept with it."""
    return URL(url)


async def close(endpoint: EndpointConfig | None) -> None:
    """When the server ends."""
    kept: Kept | None = endpoint.__dict__.pop("_kept", None) if endpoint else None
    if kept:
        await kept.session.close()


KEPT_CONNECTION = Seam(
    owner=EndpointConfig,
    name="session",
    replacement=session,
    reason="A session, and with it a connection and its look-up, is made and thrown away for every call of "
    "an endpoint: on one machine as dear as the call itself.",
    version="3.6.21",
    digest="e55aa13d9d4f",
)
