"""What carriers say of an order's parcels: asked before a policy decides, and outside of any transaction."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.orders.model import Order
from bot.policies.vocabulary import PARCEL_TOPICS

TOPICS = frozenset((*PARCEL_TOPICS, "order_status"))
SILENT, UNKNOWN, UNASKED, HINT = "silent", "unknown", "unasked", "hint"


@dataclass(frozen=True)
class Heard:
    """What is to be told of one parcel beside the answer.

    ``kind``: ``silent`` (no answer in time), ``unknown`` (the carrier does not know the number),
    ``unasked`` (nobody to ask about this parcel) or ``hint`` (a point that the order's states have no word
    for, in French). ``at``: of when the state used is.
    """

    kind: str
    tracking: str
    carrier: str
    at: datetime | None = None
    hint: str = ""


class Carriers(Protocol):
    seconds: float  # that one turn may wait in all

    def concern(self, order: Order) -> bool:
        """Whether one of its parcels is on the way."""

    def refresh(self, order: Order, now: datetime, seconds: float) -> list[Heard]:
        """Asks, within ``seconds``, and stores with the order what was heard. Never raises for a carrier."""


class AskCarriers(Exception):
    """A decision needs fresh tracking: the turn lets go of its transaction, asks, and begins again."""

    def __init__(self, order: Order) -> None:
        super().__init__(order.number)
        self.order = order


@dataclass
class Tracked:
    """One turn's questions to carriers, each order's once; without ``carriers`` there are none."""

    carriers: Carriers | None = None
    _heard: dict[str, list[Heard]] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _spent: float = 0.0

    def need(self, topic: str, order: Order | None) -> None:
        """Raises AskCarriers where the answer rests on tracking that was not asked for in this turn."""
        if self.carriers is None or order is None or topic not in TOPICS or order.number in self._heard:
            return
        if self.carriers.concern(order):
            raise AskCarriers(order)

    def ask(self, order: Order, now: datetime) -> None:
        assert self.carriers
        self._told.clear()  # what a turn said that begins again was not said
        began = time.monotonic()
        left = max(0.0, self.carriers.seconds - self._spent)
        self._heard[order.number] = self.carriers.refresh(order, now, left)
        self._spent += time.monotonic() - began

    def told(self, words: Callable[..., str], order: Order | None) -> str:
        """One sentence, by ``words``, for each parcel of which something must be told; each is said once."""
        if order is None or order.number in self._told:
            return ""
        self._told.add(order.number)
        return " ".join(_sentence(words, one) for one in self._heard.get(order.number, []))


def _sentence(words: Callable[..., str], heard: Heard) -> str:
    return words(
        f"tracking_{heard.kind}",
        carrier=heard.carrier,
        tracking=heard.tracking,
        at=heard.at,
        hint=heard.hint,
    )
