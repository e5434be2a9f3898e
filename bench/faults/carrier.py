"""La Poste's tracking on loopback: it answers, or accepts every question and never says a word."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

LONGEST = 60.0  # seconds that a question is held: nobody asks for so long


class Carrier:
    """`asked` counts the questions, `unanswered` those that were left hanging."""

    def __init__(self) -> None:
        self.asked = self.unanswered = 0
        self._free = Event()
        self._free.set()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.carrier = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, name="carrier", daemon=True).start()

    @property
    def settings(self) -> dict[str, str]:
        """RELAIS_…, in lower case: every answer asks the carrier, and a pause after failures is short."""
        asking = {"laposte_key": "bench", "laposte_url": self.url}
        return asking | {"carrier_cache_seconds": "0", "carrier_pause_seconds": "3"}

    def hang(self) -> None:
        self._free.clear()

    def answer(self) -> None:
        self._free.set()

    def close(self) -> None:
        self.answer()
        self._server.shutdown()
        self._server.server_close()

    def question(self) -> bool:
        """Whether it is to be answered now."""
        self.asked += 1
        if self._free.is_set():
            return True
        self.unanswered += 1
        self._free.wait(LONGEST)
        return False


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    carrier: Carrier

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who asks hangs up when he has waited long enough."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        if not self.server.carrier.question():
            self.close_connection = True
            return
        number = self.path.split("?")[0].rsplit("/", 1)[-1]
        at = datetime.now(timezone.utc) - timedelta(hours=3)
        event = {"code": "ET1", "label": "Votre colis est en cours d'acheminement.", "date": at.isoformat()}
        body = json.dumps({"returnCode": 200, "shipment": {"idShip": number, "event": [event]}}).encode()
        with suppress(OSError):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Not a word on the terminal."""
