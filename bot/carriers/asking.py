"""Asks carriers for several parcels at once, within a deadline, and never twice for the same thing."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta

from cachetools import TTLCache
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.stop import stop_base
from tenacity.wait import wait_random_exponential

from bot.carriers.carrier import Carrier
from bot.carriers.failures import CarrierFailure, KeyRefused, Passing, Silent, UnknownNumber, Unreadable
from bot.carriers.guard import Guard
from bot.carriers.http import Http
from bot.carriers.tracking import Tracking, masked
from bot.clock import Clock

log = logging.getLogger(__name__)
THREADS = 8  # for each carrier
MOST_WAITING = 32  # questions under way with one carrier; more would only wait past their deadline
TRIES = 3
AHEAD = timedelta(days=1)  # clocks differ, and instants come without an offset
SHORTEST_TRY = 0.1  # seconds worth beginning another try for
Key = tuple[str, str]
Outcome = Tracking | CarrierFailure
_PAUSE = wait_random_exponential(multiplier=0.1, max=0.5)


@dataclass(frozen=True)
class Limits:
    cache_seconds: int = 300
    failures: int = 5
    pause_seconds: float = 30.0


class Tracker:
    """The carriers with a key, their connections, cache and breakers. One per process; threads share it."""

    def __init__(self, carriers: Sequence[Carrier], limits: Limits, clock: Clock | None = None) -> None:
        self._carriers, self._clock = tuple(carriers), clock or Clock()
        self._http = Http(THREADS)
        self._guards = {one.name: Guard(limits.failures, limits.pause_seconds) for one in carriers}
        self._cache: TTLCache[Key, Tracking | UnknownNumber] = TTLCache(4096, limits.cache_seconds)
        # Threads of its own for each: a carrier that holds all of its own holds up no other.
        self._threads = {one.name: ThreadPoolExecutor(THREADS, one.name) for one in carriers}
        self._under_way: dict[Key, Future[Outcome]] = {}
        self._lock = threading.Lock()

    def carrier_of(self, kind: str, number: str) -> Carrier | None:
        """The carrier to ask about a parcel, None where no key is configured for one."""
        return next((one for one in self._carriers if one.carries(kind, number)), None)

    def ask(self, wanted: Sequence[tuple[Carrier, str]], seconds: float) -> list[Outcome]:
        """An outcome for each, in their order, after ``seconds`` at the latest. Raises nothing."""
        deadline = time.monotonic() + seconds
        asked = [self._begin(carrier, number, deadline) for carrier, number in wanted]
        wait([one for one in asked if isinstance(one, Future)], timeout=max(0.0, seconds))
        return [_outcome(one) for one in asked]

    def close(self) -> None:
        for threads in self._threads.values():
            threads.shutdown(wait=False, cancel_futures=True)
        self._http.close()

    def _begin(self, carrier: Carrier, number: str, deadline: float) -> Outcome | Future[Outcome]:
        key = (carrier.name, number)
        with self._lock:
            if (kept := self._cache.get(key)) is not None:
                return kept
            if key in self._under_way:
                return self._under_way[key]
            waiting = sum(name == carrier.name for name, _ in self._under_way)
            if waiting >= MOST_WAITING or deadline <= time.monotonic():
                return Silent("Pas de temps pour demander.")
            future = self._threads[carrier.name].submit(self._answer, carrier, number, deadline)
            self._under_way[key] = future
        future.add_done_callback(lambda done: self._finish(key, done))
        return future

    def _finish(self, key: Key, done: Future[Outcome]) -> None:
        with self._lock:
            self._under_way.pop(key, None)
            if not done.cancelled() and isinstance(found := done.result(), Tracking | UnknownNumber):
                self._cache[key] = found

    def _answer(self, carrier: Carrier, number: str, deadline: float) -> Outcome:
        try:
            return self._guards[carrier.name].call(lambda: self._tries(carrier, number, deadline))
        except (UnknownNumber, Silent) as expected:
            return expected
        except KeyRefused as refused:
            log.error("%s: key refused, see %s: %s", carrier.name, carrier.key_setting, refused)
            return refused
        except CarrierFailure as failure:
            log.warning("%s: no tracking of %s: %s", carrier.name, masked(number), failure)
            return failure
        except Exception as unforeseen:  # a thread's exception would be seen by nobody
            log.error("%s: %s: %s", carrier.name, masked(number), type(unforeseen).__name__)
            return Unreadable("Réponse illisible.")

    def _tries(self, carrier: Carrier, number: str, deadline: float) -> Tracking:
        tries = Retrying(
            retry=retry_if_exception_type(Passing),
            stop=stop_after_attempt(TRIES) | _TooLate(deadline),
            wait=_pause,
            reraise=True,
        )
        return tries(self._once, carrier, number, deadline)

    def _once(self, carrier: Carrier, number: str, deadline: float) -> Tracking:
        answer = self._http.get(carrier.question(number), deadline)
        events = carrier.read(answer.status, answer.body, number)
        now = self._clock.now().replace(microsecond=0)
        past = tuple(event for event in events if event.at <= now + AHEAD)
        return Tracking(carrier.name, number, now, past)


class _TooLate(stop_base):
    """No other try that would begin when there is no time left for its answer."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline

    def __call__(self, retry_state: RetryCallState) -> bool:
        return time.monotonic() + retry_state.upcoming_sleep + SHORTEST_TRY > self._deadline


def _pause(state: RetryCallState) -> float:
    """What the carrier asked for; else a little, and more each time."""
    failure = state.outcome.exception() if state.outcome else None
    asked = failure.wait if isinstance(failure, Passing) else None
    return _PAUSE(state) if asked is None else asked


def _outcome(asked: Outcome | Future[Outcome]) -> Outcome:
    if not isinstance(asked, Future):
        return asked
    if not asked.done() or asked.cancelled():
        return Silent("Pas de réponse à temps.")
    return asked.result()
