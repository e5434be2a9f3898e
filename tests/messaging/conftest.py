"""The platforms' servers on loopback, and one running door on which all of them are configured."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.channels.messaging.configured import open_platforms, read_accounts
from bot.channels.messaging.platform import Platform
from bot.orders.store import Store
from tests.engines import postgres_binaries, postgres_engine
from tests.messaging.peer import Peer, serving
from tests.messaging.speaker import ACCOUNT, MERCHANT, Speaker
from tests.messaging.speakers import SPEAKERS
from tests.processes import free_port, running


@dataclass(frozen=True)
class Door:
    address: str
    store: Store

    def hook(self, speaker: Speaker) -> str:
        return f"{self.address}/channels/{speaker.channel}"


@pytest.fixture(scope="session")
def peers() -> Iterator[dict[str, Peer]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(serving(Peer(one.taken))) for name, one in SPEAKERS.items()}


@pytest.fixture
def peer(peers: dict[str, Peer], speaker: Speaker) -> Peer:
    """The platform's server, with nothing taken yet."""
    found = peers[speaker.name]
    found.reset()
    return found


def environment() -> dict[str, str]:
    return {name: value for one in SPEAKERS.values() for name, value in one.environment.items()}


@pytest.fixture(scope="session")
def channels_file(peers: dict[str, Peer], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("channels") / "channels.yml"
    tree: dict[str, Any] = {
        name: {ACCOUNT: speaker.entry(peers[name].address)} for name, speaker in SPEAKERS.items()
    }
    path.write_text(json.dumps(tree))  # JSON is YAML
    return path


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """PostgreSQL, as in production; where there is none, SQLite."""
    if postgres_binaries() is None:
        yield f"sqlite:///{tmp_path_factory.mktemp('messaging') / 'relais.db'}"
        return
    with postgres_engine(request.getfixturevalue("postgres_url")) as engine:
        yield str(engine.url)


@pytest.fixture(scope="session")
def door(channels_file: Path, database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A web door whose turns are answered by a stand-in for Rasa; nothing is delivered yet."""
    folder, port = tmp_path_factory.mktemp("door"), free_port()
    store = Store.open(database, create=True)
    settings = {
        **os.environ,
        **environment(),
        "RELAIS_DATABASE_URL": database,
        "RELAIS_STATE_DIR": str(folder),
        "RELAIS_TURN_TIMEOUT": "20",
        "RELAIS_CHANNELS_FILE": str(channels_file),
    }
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.channels.door_server", str(port)]
    with running(command, settings, f"{address}/health/live", folder / "door.log"):
        yield Door(address, store)
    store.dispose()


@pytest.fixture
def platform(channels_file: Path, speaker: Speaker) -> Platform:
    """Ours, speaking to the platform's server on loopback."""
    accounts = read_accounts(channels_file, [MERCHANT], environment())
    return open_platforms(accounts)[speaker.channel]
