"""A real HTTP server on the loopback that stands for a desk, and misbehaves when told to."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, Any]


@dataclass
class Asked:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Peer:
    """``faults``: what happens to the next requests in turn: a status, "truncated", "no json", "reset", or
    "slow" and "lost" (done, but the answer comes too late); None for nothing."""

    respond: Callable[[Asked], Answer]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    faults: list[Any] = field(default_factory=list)
    retry_after: str | None = None


@contextmanager
def peer(respond: Callable[[Asked], Answer]) -> Iterator[Peer]:
    made = Peer(respond)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, parts.path, query, headers, body)
            made.asked.append(asked)
            fault = made.faults.pop(0) if made.faults else None
            if fault == "reset":
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.close_connection = True
                return
            if isinstance(fault, int):
                self.give(fault, b'{"error": "later"}')
                return
            status, said = made.respond(asked)
            if fault in ("slow", "lost"):
                time.sleep(0.8)
            data = json.dumps(said).encode() if fault != "no json" else b"<html>Wartung</html>"
            self.give(status, data, cut=fault == "truncated")

        def give(self, status: int, data: bytes, cut: bool = False) -> None:
            self.send_response(status)
            if status in (429, 503) and made.retry_after:
                self.send_header("retry-after", made.retry_after)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2] if cut else data)
            self.close_connection = cut

        do_GET = do_POST = do_PUT = answer

        def log_message(self, *_words: object) -> None:
            pass

        def handle(self) -> None:
            with suppress(ConnectionError):
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
