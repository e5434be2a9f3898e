"""A store that processes share, SQLite in a file and PostgreSQL, with an offer that waits for its yes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.orders.model import Order
from bot.orders.store import Conversation, Store
from tests.crash.turn import Turn
from tests.engines import postgres_engine
from tests.orders.samples import NOW, full_order
from tests.processes import ROOT

CONVERSATION, CUSTOMER = "c1", "lea@example.org"


@dataclass
class Shop:
    store: Store
    environment: dict[str, str]

    def yes(self, point: str = "") -> Turn:
        """A process in which the customer says yes, once it is let go."""
        return Turn(self.environment, CONVERSATION, "oui", "affirm", point)

    def order(self) -> Order:
        with self.store.transaction() as tx:
            order = tx.orders.get("pictoonline", "204001")
        assert order
        return order


@pytest.fixture(scope="session")
def one_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only the pack that is needed: a process starts the sooner."""
    root = tmp_path_factory.mktemp("faq")
    shutil.copytree(ROOT / "faq" / "pictoonline", root / "pictoonline")
    return root


@pytest.fixture(params=["sqlite-file", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path: Path, one_pack: Path) -> Iterator[Shop]:
    """Léa has asked to cancel her paid order, and was offered just that."""
    if request.param == "postgresql":
        with postgres_engine(request.getfixturevalue("postgres_url")) as engine:
            yield _with_offer(Store(engine), engine.url.render_as_string(hide_password=False), one_pack)
    else:
        url = f"sqlite:///{tmp_path / 'relais.db'}"
        store = Store.open(url)
        yield _with_offer(store, url, one_pack)
        store.dispose()


def _with_offer(store: Store, url: str, faq: Path) -> Shop:
    store.create_schema()
    order = full_order(stage="paid", cancelled_at=None, credit_notes=(), emails=(), parcels=(), returns=())
    with store.transaction() as tx:
        tx.orders.put(order)
        tx.conversations.put(Conversation(CONVERSATION, "pictoonline", CUSTOMER, created_at=NOW))
    shop = Shop(store, {"RELAIS_DATABASE_URL": url, "RELAIS_FAQ_DIR": str(faq)})
    asked = Turn(shop.environment, CONVERSATION, "je veux annuler ma commande", "cancel_order").go()
    assert "Si vous me dites oui" in asked.replies()
    return shop
