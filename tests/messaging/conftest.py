"""The platforms' servers on loopback, and one running door on which all of them are configured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.channels.messaging.configured import open_platforms, read_accounts
from bot.channels.messaging.platform import Platform
from bot.orders.store import Store
from tests.channels.conftest import running_door
from tests.messaging.peer import Peer, serving
from tests.messaging.speaker import ACCOUNT, MERCHANT, Speaker
from tests.messaging.speakers import SPEAKERS


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
def door(channels_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A web door whose turns are answered by a stand-in for Rasa; nothing is delivered yet."""
    folder = tmp_path_factory.mktemp("door")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment().items():
            patch.setenv(name, value)
        with running_door(folder, channels_file=str(channels_file)) as address:
            store = Store.open(f"sqlite:///{folder / 'relais.db'}")
            yield Door(address, store)
            store.dispose()


@pytest.fixture
def platform(channels_file: Path, speaker: Speaker) -> Platform:
    """Ours, speaking to the platform's server on loopback; its patience is short."""
    accounts = read_accounts(channels_file, [MERCHANT], environment())
    platform = open_platforms(accounts)[speaker.channel]
    platform.http._timeout = (0.5, 0.5)
    return platform
