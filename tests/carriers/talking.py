"""Conversations with real policies about parcels of a carrier on loopback."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.carriers.asking import Limits, Tracker
from bot.carriers.dhl import Dhl
from bot.carriers.freshening import Freshening
from bot.carriers.laposte import LaPoste
from bot.clock import Clock
from bot.dialogue.assistant import Assistant
from bot.dialogue.message import Message, Turn
from bot.orders.conversations import Conversation
from bot.orders.model import Line, Order, Parcel, Scan
from bot.orders.store import Store
from bot.policies.calendar import PARIS
from bot.policies.pack import Pack, load_packs
from tests.carriers.payloads import COLISSIMO
from tests.carriers.server import Api

FAQ = Path(__file__).parents[2] / "faq"
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=PARIS)
CUSTOMER = "sav@bougies.example"
FRESH = timedelta(minutes=5)
YES = Message("oui", (("affirm", 0.99),))


@lru_cache(maxsize=1)
def packs() -> dict[str, Pack]:
    return load_packs(FAQ, only=("logistique", "imprimante"))


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def parcel(
    *scans: tuple[str, datetime], number: str = COLISSIMO, carrier: str = "colissimo", **more: Any
) -> Parcel:
    events = tuple(Scan(at, status) for status, at in scans)
    return Parcel(number, carrier, more.get("lines", ("L1",)), more.get("left", ago(days=10)), events)


def order(*parcels: Parcel, merchant: str = "logistique", stage: str = "dispatched") -> Order:
    lines = tuple(Line(f"L{i}", f"Bougie {i}", "physical", 1, Decimal("9.90")) for i in (1, 2))
    return Order(
        merchant, "LG-11101", CUSTOMER, stage, lines, placed_at=ago(days=11), zone="FR", parcels=parcels
    )


@dataclass
class Shop:
    """``seconds`` that a turn may wait for carriers; ``customer`` None: a guest."""

    store: Store
    api: Api
    merchant: str = "logistique"
    seconds: float = 5.0
    customer: str | None = CUSTOMER
    failures: int = 50
    clock: Clock = field(default_factory=lambda: Clock(NOW))

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Another process: nothing in memory."""
        carriers = [LaPoste(self.api.url, "k"), Dhl(self.api.url, "k")]
        self.tracker = Tracker(carriers, Limits(failures=self.failures), self.clock)
        self.freshening = Freshening(self.store, self.tracker, self.seconds, FRESH)
        self.relais = Assistant(
            self.store,
            packs,
            self.clock,
            lambda id: Conversation(id, self.merchant, self.customer, created_at=NOW),
            carriers=self.freshening,
        )

    def has(self, *orders: Order) -> None:
        with self.store.transaction() as tx:
            tx.orders.merge_all([replace(one, merchant=self.merchant) for one in orders])

    def say(self, topic: str, text: str = "où est mon colis ?", **entities: str) -> Turn:
        return self.relais.turn("c1", Message(text, ((topic, 0.99),), tuple(entities.items())))

    def yes(self) -> Turn:
        return self.relais.turn("c1", YES)

    def stored(self) -> Order:
        with self.store.transaction() as tx:
            found = tx.orders.get(self.merchant, "LG-11101")
        assert found
        return found


def text(turn: Turn) -> str:
    """With plain spaces, as a reader sees them."""
    return "\n".join(reply.text for reply in turn.replies).replace("\u00a0", " ")


def outcomes(turn: Turn) -> list[str]:
    return [decision["outcome"] for decision in turn.decisions]
