"""Tracking as the store keeps it."""

from __future__ import annotations

from bot.carriers.tracking import Tracking
from bot.orders.trackings import Known


def known_of(number: str, tracking: Tracking) -> Known:
    """``number`` as the order writes it."""
    events = tuple(
        {
            "at": event.at.isoformat(),
            "status": event.status,
            "code": event.code,
            "label": event.label,
            "place": event.place,
            "hint": event.hint,
        }
        for event in tracking.events
    )
    return Known(number, tracking.carrier, tracking.asked_at, events)
