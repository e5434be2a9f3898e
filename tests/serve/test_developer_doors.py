"""Rasa's own doors, opened by a developer on a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from tests.processes import RELAIS, free_port, running

HANDSHAKE = "/socket.io/?EIO=4&transport=polling"


@pytest.fixture(scope="module")
def opened(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("developer")
    port = free_port()
    settings = environment | {
        "RELAIS_PORT": str(port),
        "RELAIS_ACTION_PORT": str(free_port()),
        "RELAIS_STATE_DIR": str(folder / "state"),
        "RELAIS_DEVELOPER_CHANNELS": "rest,socketio,api",
    }
    address = f"http://127.0.0.1:{port}"
    with running([RELAIS, "serve"], settings, f"{address}/health/ready", folder / "serve.log", seconds=240):
        yield address


def test_they_answer_when_they_are_opened(opened: str) -> None:
    said = requests.post(
        f"{opened}/webhooks/rest/webhook", json={"sender": "d1", "message": "bonjour"}, timeout=30
    )
    assert said.status_code == 200
    assert said.json()[0]["text"].startswith("Bonjour")
    assert "sid" in requests.get(opened + HANDSHAKE, timeout=10).text
    assert "model_file" in requests.get(f"{opened}/status", timeout=10).json()


def test_they_are_closed_otherwise(relais: str) -> None:
    for path in ("/webhooks/rest/webhook", "/webhooks/socketio/", HANDSHAKE, "/status", "/model"):
        assert requests.post(relais + path, json={}, timeout=10).status_code in (404, 405), path
        assert requests.get(relais + path, timeout=10).status_code == 404, path
