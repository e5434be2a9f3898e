"""What the health routes say while an engine is away, and while a server is about to end."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from bot.orders.demo import seed_demo
from bot.orders.store import Store
from tests.channels.client import Client
from tests.engines import postgres_binaries, postgres_cluster
from tests.processes import free_port, running


class _Well(BaseHTTPRequestHandler):
    """Stands for an action server that is well."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def actions() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Well)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def door(folder: Path, database: str, action_port: int) -> Iterator[tuple[str, int]]:
    """The address and process id of a web door."""
    store = Store.open(database, create=True)
    seed_demo(store, datetime.now(timezone.utc))
    store.dispose()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "RELAIS_DATABASE_URL": database,
        "RELAIS_STATE_DIR": str(folder),
        "RELAIS_ACTION_PORT": str(action_port),
    }
    command = [sys.executable, "-m", "tests.channels.door_server", str(port)]
    with running(command, environment, f"{address}/health/live", folder / "log") as process:
        yield address, process.pid


def ready(address: str, query: str = "") -> tuple[int, dict[str, object]]:
    answer = requests.get(f"{address}/health/ready{query}", timeout=10)
    return answer.status_code, answer.json()


def test_engines_go_and_the_process_stays(tmp_path: Path) -> None:
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("NOT RUN: PostgreSQL is not installed here")
    with ExitStack() as ours:
        cluster = postgres_cluster(binaries)
        url, engines = cluster.__enter__(), actions()
        port = engines.__enter__()
        address, _ = ours.enter_context(door(tmp_path, url, port))
        deadline = time.monotonic() + 20  # it lives before it is warm
        while ready(address)[0] != 200 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert ready(address) == (200, {"status": "ok", "model": True, "database": True, "actions": True})
        engines.__exit__(None, None, None)
        assert ready(address)[1]["actions"] is False
        cluster.__exit__(None, None, None)
        status, told = ready(address)
        assert (status, told["database"], told["actions"]) == (503, False, False)
        assert ready(address, "?needs=model")[0] == 200
        assert ready(address, "?needs=modle")[0] == 503
        assert requests.get(f"{address}/health/live", timeout=5).status_code == 200
        figures = requests.get(f"{address}/metrics", timeout=5).text
        assert "relais_unanswered_messages NaN" in figures


def test_a_server_about_to_end_is_not_ready_and_takes_nothing_but_ends_what_it_took(tmp_path: Path) -> None:
    with actions() as port, door(tmp_path, f"sqlite:///{tmp_path / 'relais.db'}", port) as (address, pid):
        client = Client.open(address, merchant="pictoonline")
        assert client.post("lent").status_code == 202  # takes as long as a turn may
        time.sleep(0.3)
        os.kill(pid, signal.SIGTERM)
        time.sleep(0.3)
        status, told = ready(address)
        assert (status, told["status"], told["database"]) == (503, "unavailable", True)
        assert ready(address, "?needs=model")[0] == 503
        assert requests.get(f"{address}/health/live", timeout=5).status_code == 200
        assert client.post("encore").status_code == 503
