"""Values of a carrier's JSON, taken for nothing but what they must be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dateutil import parser

from bot.carriers.failures import Unreadable
from bot.carriers.tracking import Event
from bot.policies.calendar import PARIS

MOST_EVENTS = 200
LONGEST_LABEL = 300


def objects(value: Any) -> list[dict[str, Any]]:
    """The list of objects that must be there (an empty one may). Raises Unreadable."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Unreadable("Réponse illisible : pas de liste d'événements.")
    return value[:MOST_EVENTS]


def words(value: Any, longest: int = LONGEST_LABEL) -> str:
    """Text on one line, without signs that could steer a terminal; empty for anything else."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())[:longest]


def instant(value: Any) -> datetime:
    """An ISO 8601 instant; one without an offset is read as Paris time. Raises Unreadable."""
    try:
        found = parser.isoparse(value)
        return (found if found.tzinfo else found.replace(tzinfo=PARIS)).replace(microsecond=0)
    except (TypeError, ValueError, OverflowError):
        raise Unreadable("Réponse illisible : un événement sans date.") from None


def newest_last(newest_first: Sequence[Event]) -> list[Event]:
    """In order of time; events of the same instant in the reverse of the order in which they came."""
    oldest_first = newest_first[::-1]
    return sorted(oldest_first, key=lambda event: event.at)
