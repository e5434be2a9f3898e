"""A customer's connection that costs next to nothing, so that what is measured are the servers.

aiohttp's client took a tenth of a turn, on the two cores that the servers share with it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from bot.seams.http_line import Answered, HttpLine


class Line:
    """A connection to `address`; `heard` as HttpLine's."""

    def __init__(self, address: str, heard: Callable[[bytes], None] | None = None) -> None:
        there = urlsplit(address)
        self._host, self._port = there.hostname or "", there.port or 80
        self._line = HttpLine(heard)

    async def open(self) -> None:
        """Raises OSError."""
        await self._line.connect(self._host, self._port)

    def ask(self, head: str, body: Any = None, token: str | None = None) -> asyncio.Future[Answered]:
        """`head` is "POST /path"; `body` goes as JSON. Raises ConnectionError when the line ends."""
        headers = {"host": f"{self._host}:{self._port}", "content-type": "application/json"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        return self._line.ask(head, headers, b"" if body is None else json.dumps(body).encode())

    def close(self) -> None:
        self._line.close()
