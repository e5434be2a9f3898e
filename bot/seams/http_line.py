"""One kept connection for requests one after another, each written at once and read by httptools' parser.

For callers who pay for every tenth of a millisecond: aiohttp's client (3.9, Rasa allows no later one) takes a
dozen objects, a task and two writes for the same. httpx reads HTTP in Python and takes longer still.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ssl import SSLContext
from typing import cast

from httptools import HttpParserError, HttpResponseParser


@dataclass(frozen=True)
class Answered:
    """`kind`: the content type, in lower case, without its parameters."""

    status: int
    reason: str
    kind: str
    body: bytes


class HttpLine(asyncio.Protocol):
    def __init__(self, heard: Callable[[bytes], None] | None = None) -> None:
        """`heard` gets what comes of a body as it comes; the answer then has none."""
        self._heard = heard
        self._waiting: asyncio.Future[Answered] | None = None
        self.open = False  # for another request
        self._headed = self._measured = False  # whether a head has come, and says how long the body is

    async def connect(self, host: str, port: int, tls: SSLContext | None = None) -> None:
        """Raises OSError."""
        await asyncio.get_running_loop().create_connection(lambda: self, host, port, ssl=tls)

    def ask(self, head: str, headers: Mapping[str, str], body: bytes) -> asyncio.Future[Answered]:
        """Its answer, once all of it has come. `head` is "POST /path". ConnectionError when the line ends, or
        is no HTTP, before that."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._parser = HttpResponseParser(self)
        self._body, self._reason, self._kind = bytearray(), b"", b""
        self._headed = self._measured = False
        self._waiting = asyncio.get_running_loop().create_future()
        if self.open:
            start = f"{head} HTTP/1.1\r\n{lines}content-length: {len(body)}\r\n\r\n"
            self._transport.write(start.encode("latin-1") + body)
        else:
            self.connection_lost(None)
        return self._waiting

    def close(self) -> None:
        """At once; whoever waits is told."""
        self.open = False
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none of its family
        self.open = True

    def data_received(self, data: bytes) -> None:
        if self._waiting is None or self._waiting.done():
            self.close()  # nobody has asked for this
            return
        try:
            self._parser.feed_data(data)
        except HttpParserError:
            self.close()

    def connection_lost(self, error: Exception | None) -> None:
        if self.open and error is None and self._headed and not self._measured:
            self.on_message_complete()  # the body ends with the line
        self.open = False
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("the server closed the line"))

    def on_status(self, reason: bytes) -> None:
        """For the parser."""
        self._reason += reason

    def on_header(self, name: bytes, value: bytes) -> None:
        """For the parser."""
        name = name.lower()
        if name == b"content-type":
            self._kind = value.partition(b";")[0].strip().lower()
        self._measured = self._measured or name in (b"content-length", b"transfer-encoding")

    def on_headers_complete(self) -> None:
        """For the parser."""
        self._headed = True

    def on_body(self, body: bytes) -> None:
        """For the parser."""
        if self._heard:
            self._heard(body)
        else:
            self._body += body

    def on_message_complete(self) -> None:
        """For the parser."""
        status = self._parser.get_status_code()
        if status < 200:  # the answer is yet to come
            self._reason, self._headed = b"", False
            return
        self.open = self.open and self._parser.should_keep_alive()
        if self._waiting and not self._waiting.done():
            reason, kind = self._reason.decode("latin-1"), self._kind.decode("latin-1")
            self._waiting.set_result(Answered(status, reason, kind, bytes(self._body)))
