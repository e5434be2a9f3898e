"""Connections to the action server that stay open, instead of one for every call."""

from __future__ import annotations

import asyncio
import json
import ssl
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BasicAuth, ClientConnectionError
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from yarl import URL

from bot.seams.http_line import Answered, HttpLine
from bot.seams.seam import Seam

IDLE = 3.0  # seconds; rasa_sdk's server hangs up after five
LIFE = 30.0  # seconds, then a new one: action servers that come in are found, those that go are left


@dataclass
class Lines:
    """The idle lines to an endpoint, the one used last at the end: (line, made, used last)."""

    endpoint: EndpointConfig
    loop: asyncio.AbstractEventLoop
    idle: deque[tuple[HttpLine, float, float]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        there, cafile = URL(self.endpoint.url or ""), self.endpoint.cafile
        self._host, self._port = there.host or "", there.port or 80
        self._tls = ssl.create_default_context(cafile=cafile) if there.scheme == "https" else None
        self._head = f"POST {there.raw_path_qs}"
        self._headers = {"host": there.raw_authority.rpartition("@")[2], "content-type": "application/json"}
        auth = self.endpoint.basic_auth or {"username": there.user, "password": there.password or ""}
        if auth["username"]:
            self._headers["authorization"] = BasicAuth(auth["username"], auth["password"]).encode()
        self._headers |= {name.lower(): value for name, value in self.endpoint.headers.items()}

    async def post(self, body: bytes, patience: float) -> Answered:
        """Raises aiohttp's ClientConnectionError, as upstream's caller expects."""
        line: HttpLine | None = None
        timer: asyncio.TimerHandle | None = None
        try:
            line, born = await self._line()
            timer = self.loop.call_later(patience, line.close)
            answered = await line.ask(self._head, self._headers, body)
            if line.open:
                self.idle.append((line, born, time.monotonic()))
                line = None
            return answered
        except OSError as error:
            raise ClientConnectionError(str(error)) from error
        finally:
            if timer:
                timer.cancel()
            if line:
                line.close()

    async def _line(self) -> tuple[HttpLine, float]:
        now = time.monotonic()
        while self.idle:
            line, born, used = self.idle.pop()
            if line.open and now - born < LIFE and now - used < IDLE:
                return line, born
            line.close()
        line = HttpLine()
        await line.connect(self._host, self._port, self._tls)
        return line, now


async def request(
    self: EndpointConfig,
    method: str = "post",
    subpath: str | None = None,
    content_type: str | None = "application/json",
    compress: bool = False,
    **rest: Any,
) -> Any:
    """What upstream's gives. Only what it is called with for an action is sent so; all else is upstream's."""
    asked = (method, subpath, content_type, compress)
    special = self.params or self.token or set(rest) - {"json", "timeout"}
    if special or asked != ("post", None, "application/json", False):
        return await KEPT_CONNECTION.original()(self, method, subpath, content_type, compress, **rest)
    loop = asyncio.get_running_loop()
    lines: Lines | None = self.__dict__.get("_lines")
    if lines is None or lines.loop is not loop:
        self.__dict__["_lines"] = lines = Lines(self, loop)
    body = json.dumps(rest["json"]).encode() if "json" in rest else b""
    answered = await lines.post(body, rest.get("timeout", DEFAULT_REQUEST_TIMEOUT))
    if answered.status >= 400:
        raise ClientResponseError(answered.status, answered.reason, answered.body)
    kind = answered.kind
    is_json = kind.startswith("application/") and kind.endswith("json") and answered.body.strip()
    return json.loads(answered.body) if is_json else None


def close(endpoint: EndpointConfig | None) -> None:
    """When the server ends."""
    lines: Lines | None = endpoint.__dict__.pop("_lines", None) if endpoint else None
    while lines and lines.idle:
        lines.idle.pop()[0].close()


KEPT_CONNECTION = Seam(
    owner=EndpointConfig,
    name="request",
    replacement=request,
    reason="A session, and with it a connection and its look-up, is made and thrown away for every call of "
    "an endpoint: on one machine as dear as the call itself. Kept, aiohttp's client still took an eighth of "
    "the server's time.",
    version="3.6.21",
    digest="ccdb778aed82",
)
