"""One real Relais in production mode for all attacks, behind a proxy that it trusts (this machine)."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from bot.orders.importing import parse_orders
from bot.orders.snapshot import snapshot
from bot.orders.store import Store
from tests.hostile.visitor import OLD_SECRET, SECRET, SHOP_KEY
from tests.processes import RELAIS, ROOT, free_port, running
from tests.trained_model import small_model

MINE, VICTIM = "mallory@example.org", "sam.dubois@example.org"
TRICKS = "{{7*7}} {% for a in b %}<img src=x onerror=alert(1)>'; DROP TABLE orders; --"
ED = Ed25519PrivateKey.generate()
ED_PUBLIC = (
    ED.public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    .decode()
)
ORDER = {
    "merchant": "imprimante",
    "number": "TP-66601",
    "email": MINE,
    "stage": "paid",
    "placed_at": "2026-11-17T08:00:00+01:00",
    "paid_at": "2026-11-17T08:01:00+01:00",
    "lines": [{"id": "L1", "kind": "physical", "name": TRICKS, "qty": 1, "unit_price": "12.50"}],
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    models = Path(os.environ.get("RELAIS_MODEL_DIR") or ROOT / "models")
    port = free_port()
    settings = {
        "DATABASE_URL": f"sqlite:///{folder / 'relais.db'}",
        "STATE_DIR": str(folder / "state"),
        "MODEL_DIR": str(models if any(models.glob("*.tar.gz")) else small_model().parent),
        "PORT": str(port),
        "ACTION_PORT": str(free_port()),
        "SECRET": SECRET,
        "PREVIOUS_SECRETS": json.dumps([OLD_SECRET]),
        "SHOP_SECRETS": json.dumps({"imprimante": SHOP_KEY, "pictoonline": [ED_PUBLIC]}),
        "SHOP_ORIGINS": json.dumps(
            {"imprimante": ["https://imprimante.example"], "inno": ["https://inno.example"]}
        ),
        "TRUSTED_PROXIES": "127.0.0.1",
        "BODY_SECONDS": "1.5",
        "LIMIT_SECONDS": "600",
        "ADDRESS_SESSIONS": "15",
        "SESSION_MESSAGES": "15",
        "SESSION_STREAMS": "3",
    }
    environment = os.environ | {f"RELAIS_{name}": value for name, value in settings.items()}
    subprocess.run([RELAIS, "prepare"], env=environment | {"RELAIS_MODE": "demo"}, cwd=ROOT, check=True)
    orders, _, errors = parse_orders({"orders": [ORDER]})
    assert not errors, errors
    store = Store.open(settings["DATABASE_URL"])
    with store.transaction() as tx:
        tx.orders.put_all(orders)
    store.dispose()
    address = f"http://127.0.0.1:{port}"
    production = environment | {"RELAIS_MODE": "production"}
    with running([RELAIS, "serve"], production, f"{address}/health/ready", folder / "serve.log", 180):
        yield address


@pytest.fixture
def store(server: str, folder: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{folder / 'relais.db'}")
    yield store
    store.dispose()


@pytest.fixture
def rows(store: Store) -> Callable[[str], list[Any]]:
    """What the server's database answers to a query."""

    def ask(query: str, **values: Any) -> list[Any]:
        with store.transaction() as tx:
            return [tuple(row) for row in tx.connection.execute(text(query), values)]

    return ask


@pytest.fixture
def untouched(store: Store) -> Iterator[None]:
    """No order, ticket, claim or letter of anybody changes while the test runs."""
    with store.transaction() as tx:
        before = snapshot(tx)
    yield
    with store.transaction() as tx:
        assert snapshot(tx) == before
