"""How often a guest may fail to name an order: per conversation, per order and per network address.

Counted in the store, so that neither a new conversation nor another server process begins anew. An attempt
is counted before the order is looked up and taken back when it was right: attempts made at the same moment
wait for each other and cannot all be the last one allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.orders.keys import number_key
from bot.orders.store import Conversation, Transaction


@dataclass(frozen=True)
class GuessLimits:
    """At most `failures` within `window`, then a pause until the window is over."""

    failures: int = 5
    window: timedelta = timedelta(minutes=30)


class Attempt:
    """One try at an order number, whether or not that order exists."""

    def __init__(
        self, tx: Transaction, conversation: Conversation, number: str, at: datetime, limits: GuessLimits
    ) -> None:
        self._tx = tx
        self._keys = _keys(conversation, number)
        tallies = [tx.tallies.add(key, at, limits.window) for key in self._keys]
        furthest = max(tallies, key=lambda tally: tally.count)
        self.number = furthest.count  # which attempt this is, by the count that has got furthest
        self.over = furthest.since + limits.window  # when the pause ends
        self._limits = limits

    @property
    def allowed(self) -> bool:
        return self.number <= self._limits.failures

    @property
    def last(self) -> bool:
        """Whether no other may follow, should this one fail."""
        return self.number >= self._limits.failures

    def take_back(self) -> None:
        for key in self._keys:
            self._tx.tallies.take_back(key)


def _keys(conversation: Conversation, number: str) -> list[str]:
    """In one order everywhere, so that two turns never wait for each other crosswise.

    An order counts by its digits: they name it without the shop's letters too.
    """
    digits = "".join(char for char in number if char.isdecimal()) or number_key(number)
    keys = [f"guess:conversation:{conversation.id}", f"guess:order:{conversation.merchant}:{digits}"]
    if conversation.address:
        keys.append(f"guess:address:{conversation.address}")
    return sorted(keys)
