"""How much one conversation and one network address may ask for."""

from __future__ import annotations

from datetime import datetime

from bot.channels.counters import Counters
from bot.channels.refusals import TOO_MANY_MESSAGES, TOO_MANY_RATINGS, TOO_MANY_SESSIONS, Refusal
from bot.orders.store import Transaction
from bot.settings import Settings


class Limits:
    def __init__(self, settings: Settings, counters: Counters) -> None:
        self._settings = settings
        self._counters = counters

    def session(self, address: str, at: datetime, tx: Transaction) -> None:
        """A conversation is to be opened, in `tx`. Raises Refusal. Blocking."""
        self._check(f"session:address:{address}", self._settings.address_sessions, TOO_MANY_SESSIONS, at, tx)

    def message(self, conversation: str, address: str, at: datetime, tx: Transaction) -> None:
        """A message has come, and is kept in `tx`. Raises Refusal. Blocking."""
        own, shared = self._settings.session_messages, self._settings.address_messages
        self._check(f"message:conversation:{conversation}", own, TOO_MANY_MESSAGES, at, tx)
        self._check(f"message:address:{address}", shared, TOO_MANY_MESSAGES, at, tx)

    def feedback(self, conversation: str, address: str, at: datetime) -> None:
        """An answer is to be rated. Raises Refusal. Blocking."""
        own, shared = self._settings.session_messages, self._settings.address_messages
        self._check(f"feedback:conversation:{conversation}", own, TOO_MANY_RATINGS, at)
        self._check(f"feedback:address:{address}", shared, TOO_MANY_RATINGS, at)

    def photo(self, address: str, at: datetime) -> None:
        """A photo is to come. Raises Refusal. Blocking."""
        limit = self._settings.address_sessions
        self._check(f"photo:address:{address}", limit, TOO_MANY_MESSAGES, at)

    def _check(self, key: str, limit: int, words: str, at: datetime, tx: Transaction | None = None) -> None:
        wait = self._counters.hit(key, limit, self._settings.limit_seconds, at, tx)
        if wait is not None:
            raise Refusal(429, words, retry_after=wait)
