"""A customer's connection that costs next to nothing, so that what is measured are the servers.

aiohttp's client took a tenth of a turn, on the two cores that the servers share with it. The reading of HTTP
is httptools', as in Sanic.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpResponseParser


class Line(asyncio.Protocol):
    """One kept connection, one request at a time. `heard` gets what comes of a body as it comes."""

    def __init__(self, address: str, heard: Callable[[bytes], None] | None = None) -> None:
        there = urlsplit(address)
        self._host, self._port = there.hostname or "", there.port or 80
        self._heard = heard
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    async def open(self) -> None:
        """Raises OSError."""
        await asyncio.get_running_loop().create_connection(lambda: self, self._host, self._port)

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: Any = None
    ) -> asyncio.Future[tuple[int, bytes]]:
        """(status, body), once all of it has come; ConnectionError when the line ends before."""
        sent = b"" if body is None else json.dumps(body).encode()
        every = {"host": f"{self._host}:{self._port}", "content-length": str(len(sent)), **(headers or {})}
        if sent:
            every["content-type"] = "application/json"
        head = "".join(f"{name}: {value}\r\n" for name, value in every.items())
        self._parser, self._body = HttpResponseParser(self), bytearray()
        self._answer = asyncio.get_running_loop().create_future()
        if self._line.is_closing():
            self.connection_lost(None)
        else:
            self._line.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + sent)
        return self._answer

    def close(self) -> None:
        self._line.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._line = cast(asyncio.Transport, transport)  # uvloop's is none of its family

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except HttpParserError:
            self._line.abort()

    def connection_lost(self, _error: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionError("the server closed the line"))

    def on_body(self, body: bytes) -> None:
        """For the parser."""
        if self._heard:
            self._heard(body)
        else:
            self._body += body

    def on_message_complete(self) -> None:
        """For the parser."""
        if self._answer and not self._answer.done():
            self._answer.set_result((self._parser.get_status_code(), bytes(self._body)))
