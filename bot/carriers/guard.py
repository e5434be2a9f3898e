"""Leaves a carrier alone that fails: a circuit breaker, and the pause that it asked for itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from pybreaker import STATE_CLOSED, CircuitBreaker, CircuitBreakerError

from bot.carriers.failures import KeyRefused, Passing, Silent, UnknownNumber

T = TypeVar("T")


class Guard:
    """One carrier's breaker, for all threads of the process.

    Closed, calls run side by side and only their outcomes pass through the breaker, which holds its lock
    while it calls. Open, nobody calls; after the pause one trial at a time decides.
    """

    def __init__(self, failures: int, pause: float) -> None:
        self._breaker = CircuitBreaker(fail_max=failures, reset_timeout=pause, exclude=[UnknownNumber])
        self._pause = pause
        self._trial = threading.Lock()
        self._until = 0.0  # time.monotonic() before which nobody asks

    def call(self, ask: Callable[[], T]) -> T:
        """What ``ask`` gives or raises. Raises Silent without asking during a pause."""
        if time.monotonic() < self._until:
            raise Silent("Transporteur en pause, à sa demande.")
        if self._breaker.current_state == STATE_CLOSED:
            return self._counted(ask)
        if not self._trial.acquire(blocking=False):
            raise Silent("Transporteur en pause après des échecs.")
        try:
            return self._breaker.call(lambda: self._noted(ask))
        except CircuitBreakerError:
            raise Silent("Transporteur en pause après des échecs.") from None
        finally:
            self._trial.release()

    def _counted(self, ask: Callable[[], T]) -> T:
        try:
            found = self._noted(ask)
        except Exception as failure:
            with suppress(CircuitBreakerError, type(failure)):
                self._breaker.call(_raise, failure)
            raise
        with suppress(CircuitBreakerError):
            self._breaker.call(lambda: None)
        return found

    def _noted(self, ask: Callable[[], T]) -> T:
        """A refused key is not tried again and again; a Retry-After is kept."""
        try:
            return ask()
        except KeyRefused:
            self._until = time.monotonic() + self._pause
            raise
        except Passing as passing:
            if passing.wait:
                self._until = time.monotonic() + passing.wait
            raise


def _raise(failure: Exception) -> None:
    raise failure
