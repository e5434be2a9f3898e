"""What Relais wants of a desk, and what a desk may want of Relais; one file a desk fulfils it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.desk.card import Card
from bot.orders.desk_events import DeskEvent
from bot.orders.tickets import TicketMessage

REPLY, TAKE, GIVE_BACK, CLOSE = "reply", "take", "give_back", "close"


class Forged(ValueError):
    """A message whose signature is missing, wrong or too old."""


class Unreadable(ValueError):
    """A message that is signed well and means nothing; the words say why."""


@dataclass(frozen=True)
class Dispatch:
    """One event to be told. ``message`` for ticket.message; ``again``: an earlier try may have arrived."""

    event: DeskEvent
    card: Card
    message: TicketMessage | None
    again: bool


@dataclass(frozen=True)
class Word:
    """What a desk says: ``act`` is reply, take, give_back or close; ``id`` is the same when it is repeated.

    The ticket is named by its number or by what the desk calls it. ``at``: when it happened, by the desk's
    clock.
    """

    act: str
    id: str
    at: datetime
    number: str | None = None
    ref: str | None = None
    text: str = ""
    name: str | None = None


class Desk(Protocol):
    def deliver(self, dispatch: Dispatch) -> str | None:
        """Tells the desk, once however often it is called; returns what the desk calls the ticket, if it has
        a name of its own for it. Raises DeskTrouble."""

    def hear(self, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Word]:
        """What a request says, verified before it is parsed; nothing where it concerns nobody here. Raises
        Forged, Unreadable."""


def text_of(value: Any, limit: int = 20_000) -> str:
    return value.strip()[:limit] if isinstance(value, str) else ""


def object_of(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
