"""A whole `relais serve` with its model: a guest is helped on Telegram and by SMS, from hook to message."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from bot.orders.store import Store
from tests.messaging.conftest import environment as secrets_of_all
from tests.messaging.peer import Peer
from tests.messaging.speaker import ACCOUNT, Sent, Speaker, now
from tests.messaging.speakers import SPEAKERS
from tests.processes import RELAIS, free_port, running

PUBLIC = "https://relais.example"


@pytest.fixture(scope="module")
def address(
    environment: dict[str, str], channels_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    port = free_port()
    settings = {
        **environment,
        **secrets_of_all(),
        "RELAIS_STATE_DIR": str(folder / "state"),
        "RELAIS_PORT": str(port),
        "RELAIS_ACTION_PORT": str(free_port()),
        "RELAIS_CHANNELS_FILE": str(channels_file),
        "RELAIS_CHANNELS_URL": PUBLIC,
        "RELAIS_TURN_TIMEOUT": "30",
    }
    at = f"http://127.0.0.1:{port}"
    with running([RELAIS, "serve"], settings, f"{at}/health/ready", folder / "serve.log", seconds=180):
        yield at
    told = "".join(path.read_text() for path in (folder / "state" / "logs").glob("*.log*"))
    assert not [value for value in secrets_of_all().values() if value in told]


@pytest.fixture
def write(address: str, peers: dict[str, Peer]) -> Callable[[Speaker, str, str], Sent]:
    """Writes as a customer; what they read, once it is there."""

    def write(speaker: Speaker, customer: str, text: str) -> Sent:
        peer = peers[speaker.name]
        before = len(_read(speaker, peer, customer))
        path = f"/channels/{speaker.name}/{ACCOUNT}"
        body = speaker.said(customer, speaker.id(customer), text, now())
        headers = speaker.signed(body, PUBLIC + path)
        answer = requests.post(address + path, data=body, headers=headers, timeout=10)
        assert answer.status_code == 200, answer.text
        deadline = time.monotonic() + 40
        while len(_read(speaker, peer, customer)) == before:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        return _read(speaker, peer, customer)[-1]

    return write


def _read(speaker: Speaker, peer: Peer, customer: str) -> list[Sent]:
    sends = [asked for asked in list(peer.taken) if asked.method == "POST" and asked.body]
    return [one for one in map(speaker.sent, sends) if one.peer == customer]


@pytest.mark.timeout(400)
@pytest.mark.parametrize("name", ["telegram", "twilio"])
def test_a_guest_is_identified_and_helped(
    name: str, write: Callable[[Speaker, str, str], Sent], environment: dict[str, str]
) -> None:
    speaker = SPEAKERS[name]
    customer = speaker.peer()
    number, email = _an_order(environment["RELAIS_DATABASE_URL"])
    asked = write(speaker, customer, "bonjour je voudrais annuler ma commande")
    assert "numéro" in asked.text
    answered = write(speaker, customer, f"{number} {email}")
    assert number in answered.text
    assert not answered.text.startswith("Toutes mes excuses")


def _an_order(database: str) -> tuple[str, str]:
    store = Store.open(database)
    with store.transaction() as tx:
        numbers = tx.orders.numbers_of("pictoonline", "lea.martin@example.org")
        order = tx.orders.get("pictoonline", numbers[0])
    store.dispose()
    assert order
    return order.number, order.email
