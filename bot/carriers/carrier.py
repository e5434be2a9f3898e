"""What each carrier's file says: whose parcels, where to ask, and how to read the answer.

A carrier holds no connection and keeps nothing: pooling, time-outs, retries, cache and breaker are the
tracker's (``asking.py``), the same for all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.carriers.tracking import Event


@dataclass(frozen=True)
class Question:
    """One GET. ``headers`` hold the key and are never logged."""

    url: str
    params: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


class Carrier(Protocol):
    name: str  # in logs, settings and the store
    key_setting: str  # the setting to look at when the key is refused

    def carries(self, kind: str, number: str) -> bool:
        """Whether a parcel of the model's carrier ``kind`` with that number is this API's to know."""

    def label(self, kind: str) -> str:
        """The carrier's name for customers."""

    def question(self, number: str) -> Question: ...

    def read(self, status: int, body: Any, number: str) -> list[Event]:
        """The events, oldest first, of an answer 200, or 4xx other than 401, 403 and 429.

        ``body`` is parsed JSON, None where there was none. Raises UnknownNumber, Unreadable.
        """
