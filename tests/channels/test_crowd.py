"""How many browsers one server process listens to, and what they read where it cannot serve them."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import requests

from bot.channels.refusals import BUSY
from tests.channels.client import Client
from tests.channels.conftest import running_door


def test_a_full_server_asks_browsers_to_come_back(tmp_path: Path) -> None:
    with running_door(tmp_path, process_streams="2") as door:
        clients = [Client.open(door, merchant="inno") for _ in range(3)]

        def listen(client: Client) -> requests.Response:
            return requests.get(f"{door}/v1/events", headers=client.headers, stream=True, timeout=10)

        first, second, third = [listen(client) for client in clients]
        assert [first.status_code, second.status_code, third.status_code] == [200, 200, 503]
        assert third.json()["error"]
        assert int(third.headers["retry-after"]) > 0
        first.close()
        deadline = time.monotonic() + 20  # until the server sees that its browser is gone
        while listen(clients[2]).status_code != 200:
            assert time.monotonic() < deadline
            time.sleep(0.5)


def test_a_database_that_does_not_serve_is_no_error_but_a_request_to_come_back(tmp_path: Path) -> None:
    with running_door(tmp_path) as door:
        with sqlite3.connect(tmp_path / "relais.db") as raw:
            raw.execute("ALTER TABLE conversations RENAME TO away")
        answer = requests.post(f"{door}/v1/sessions", json={"merchant": "inno"}, timeout=10)
        assert answer.status_code == 503
        assert answer.json() == {"error": BUSY}
        assert int(answer.headers["retry-after"]) > 0
        with sqlite3.connect(tmp_path / "relais.db") as raw:
            raw.execute("ALTER TABLE away RENAME TO conversations")
        Client.open(door, merchant="inno")
