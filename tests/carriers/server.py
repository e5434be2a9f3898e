"""A carrier on loopback: real HTTP, answers as the test scripts them, and a note of what was asked."""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Api:
    """``answers`` are used up in turn; the last one stays."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)

    def will(self, *answers: Answer) -> None:
        self.answers = list(answers)


def gives(body: Any, status: int = 200, **headers: str) -> Answer:
    """JSON, or bytes as they are; ``Retry_After`` becomes Retry-After."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        told = {"Content-Type": "application/json", "Content-Length": str(len(raw))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        to.send_response(status)
        for name, value in told.items():
            to.send_header(name, value)
        to.end_headers()
        to.wfile.write(raw)

    return answer


def after(seconds: float, then: Answer) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.server.api.closing.wait(seconds)  # type: ignore[attr-defined]
        then(to)

    return answer


def trickles(to: BaseHTTPRequestHandler) -> None:
    """A body that never ends, one byte every 50 ms."""
    to.send_response(200)
    to.send_header("Content-Length", "100000")
    to.end_headers()
    while not to.server.api.closing.wait(0.05):  # type: ignore[attr-defined]
        to.wfile.write(b" ")
        to.wfile.flush()


def trickles_head(to: BaseHTTPRequestHandler) -> None:
    """A header that never ends."""
    to.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not to.server.api.closing.wait(0.05):  # type: ignore[attr-defined]
        to.wfile.write(b"a")
        to.wfile.flush()


def hangs_up(to: BaseHTTPRequestHandler) -> None:
    to.close_connection = True
    to.connection.close()


@contextmanager
def carrier(tls: ssl.SSLContext | None = None) -> Iterator[Api]:
    api = Api()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with api.lock:
                api.paths.append(self.path)
                api.headers.append(dict(self.headers.items()))
                answer = api.answers.pop(0) if len(api.answers) > 1 else api.answers[0]
                api.at_once += 1
                api.most_at_once = max(api.most_at_once, api.at_once)
            try:
                with suppress(OSError, ValueError):
                    answer(self)
            finally:
                with api.lock:
                    api.at_once -= 1

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.api = api  # type: ignore[attr-defined]
    api.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        api.closing.set()
        server.shutdown()
        server.server_close()


def took(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began
