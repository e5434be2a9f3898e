"""Running doors: one in demo mode, one in production mode, both over a store with the demo's orders."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.orders.demo import seed_demo
from bot.orders.store import Store
from tests.processes import free_port, running

SECRET = "a key of the tests, of thirty-two characters or more"
SHOP_KEY = "the key of the shop in the tests, also long enough"


@contextmanager
def running_door(folder: Path, **settings: str) -> Iterator[str]:
    url = f"sqlite:///{folder / 'relais.db'}"
    store = Store.open(url, create=True)
    seed_demo(store, datetime.now(timezone.utc))
    store.dispose()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "RELAIS_DATABASE_URL": url,
        "RELAIS_STATE_DIR": str(folder / "state"),
        "RELAIS_SECRET": SECRET,
        "RELAIS_TURN_TIMEOUT": "1.5",
        **{f"RELAIS_{name.upper()}": value for name, value in settings.items()},
    }
    command = [sys.executable, "-m", "tests.channels.door_server", str(port)]
    with running(command, environment, f"{address}/health/live", folder / "door.log"):
        yield address


@pytest.fixture(scope="session")
def door_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("door")


@pytest.fixture(scope="session")
def door(door_folder: Path) -> Iterator[str]:
    """The address of a door in demo mode."""
    with running_door(door_folder) as address:
        yield address


@pytest.fixture
def door_store(door: str, door_folder: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{door_folder / 'relais.db'}")
    yield store
    store.dispose()


@pytest.fixture(scope="session")
def shop_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a door in production mode; PictoOnline has a key."""
    keys = f'{{"pictoonline": "{SHOP_KEY}"}}'
    folder = tmp_path_factory.mktemp("shop")
    with running_door(
        folder, mode="production", shop_secrets=keys, origins="https://shop.example"
    ) as address:
        yield address


@pytest.fixture(scope="session")
def fuzzed_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A door with limits high enough to be tried by a machine."""
    limits = {"address_sessions": "100000", "address_messages": "100000"}
    with running_door(tmp_path_factory.mktemp("fuzzed"), **limits) as address:
        yield address
