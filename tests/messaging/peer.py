"""A platform's server on loopback: takes what is sent, and can be told to fail in every way a network can."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Given:
    """An answer. `cut`: after so many bytes the line is dropped; `after`: seconds before answering."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    after: float = 0

    @property
    def raw(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class Peer:
    """`usual` answers a request when nothing else was asked for by `next`."""

    def __init__(self, usual: Callable[[Asked], Given]) -> None:
        self.usual = usual
        self.taken: list[Asked] = []  # what was answered as usual
        self.refused: list[Asked] = []
        self._next: deque[Given] = deque()
        self._lock = threading.Lock()
        self.address = ""

    def next(self, *answers: Given) -> None:
        self._next.extend(answers)

    def reset(self) -> None:
        with self._lock:
            self.taken.clear()
            self.refused.clear()
            self._next.clear()

    def answer(self, asked: Asked) -> Given:
        with self._lock:
            if self._next:
                self.refused.append(asked)
                return self._next.popleft()
            given = self.usual(asked)
            self.taken.append(asked)
            return given


@contextmanager
def serving(peer: Peer) -> Iterator[Peer]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            given = peer.answer(Asked(self.command, self.path, headers, self.rfile.read(length)))
            time.sleep(given.after)
            raw = given.raw
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw if given.cut is None else raw[: given.cut])
            if given.cut is not None:
                self.close_connection = True

        do_GET = do_POST = handle_one

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    peer.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()
