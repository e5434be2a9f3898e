"""What a carrier says of one parcel, in the words of the order model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.orders.model import Scan


@dataclass(frozen=True)
class Event:
    """One line of a carrier's timeline.

    ``at`` is aware; ``code`` and ``label`` are the carrier's own; ``status`` is one of the model's SCANS, or
    None for what moves no parcel (a customs form, a code that the table does not know); ``hint`` is what a
    customer should know and no status says, in French.
    """

    at: datetime
    code: str
    label: str
    status: str | None
    place: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Tracking:
    """``events`` oldest first; ``asked_at``: when the carrier said so."""

    carrier: str
    number: str
    asked_at: datetime
    events: tuple[Event, ...] = ()

    @property
    def scans(self) -> tuple[Scan, ...]:
        return tuple(Scan(event.at, event.status) for event in self.events if event.status)

    @property
    def last(self) -> Event | None:
        """The newest event that says where the parcel is."""
        return next((event for event in reversed(self.events) if event.status), None)


def masked(number: str) -> str:
    """``…0021``: enough to find a parcel in a log by, too little to track it with."""
    return f"…{number[-4:]}" if len(number) > 6 else "…"
