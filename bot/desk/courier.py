"""Tells a desk what waits for it, again and again until told to stop; a desk that is away only delays it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from bot.desk.card import card_of
from bot.desk.http import DeskTrouble
from bot.desk.port import Desk, Dispatch
from bot.orders.desk_events import FIRST_WAIT, OPENED, DeskEvent
from bot.orders.store import Store, Transaction

logger = logging.getLogger(__name__)
EVERY = 2.0  # seconds between two looks


class DeskCourier:
    """For one desk and the merchants that work there; a thread of its own from `start` to `stop`, so that no
    desk waits for another. At least once: what a dying process told is told again, under the same id."""

    def __init__(
        self,
        store: Store,
        desk: Desk,
        merchants: Collection[str],
        now: Callable[[], datetime],
        every: float = EVERY,
    ) -> None:
        self._store, self._desk, self._merchants, self._now = store, desk, tuple(merchants), now
        self._every, self._stop = every, Event()
        self._not_before: datetime | None = None
        self._thread = Thread(target=self._run, name="desk", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def round(self) -> int:
        """Delivers what is due until nothing is, or the desk is busy; how many were delivered."""
        delivered = 0
        while not self._stop.is_set() and not self._resting():
            dispatch = self._take()
            if dispatch is None:
                break
            delivered += self._deliver(dispatch)
        return delivered

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            try:
                self.round()
            except SQLAlchemyError as trouble:
                logger.warning("the store does not answer: %s", type(trouble).__name__)
            except Exception:  # nothing that one round meets may end the rounds
                logger.exception("a round of the desk failed")

    def _resting(self) -> bool:
        return self._not_before is not None and self._now() < self._not_before

    def _take(self) -> Dispatch | None:
        with self._store.transaction() as tx:
            event = tx.desk_events.take(self._merchants, self._now())
            return dispatch_of(tx, event) if event else None

    def _deliver(self, dispatch: Dispatch) -> bool:
        event = dispatch.event
        try:
            ref = self._desk.deliver(dispatch)
        except DeskTrouble as trouble:
            self._failed(event, trouble)
            return False
        except Exception as broken:  # an answer of a shape nobody foresaw must not stop the others
            logger.exception("event %s could not be told", event.event_id)
            self._failed(event, DeskTrouble(f"réponse inattendue ({type(broken).__name__})"))
            return False
        with self._store.transaction() as tx:
            if ref is not None:
                tx.tickets.set(event.ticket_id, desk_ref=ref)
            tx.desk_events.delivered(event.id, self._now())
        return True

    def _failed(self, event: DeskEvent, trouble: DeskTrouble) -> None:
        logger.warning("event %s waits: %s", event.event_id, trouble)
        now = self._now()
        if trouble.busy:
            self._not_before = now + max(trouble.retry_after or timedelta(), FIRST_WAIT)
        with self._store.transaction() as tx:
            tx.desk_events.failed(event, str(trouble), now, trouble.retry_after)


def dispatch_of(tx: Transaction, event: DeskEvent) -> Dispatch:
    ticket = tx.tickets.by_id(event.ticket_id)
    if ticket is None:
        raise LookupError(f"no ticket {event.ticket_id}")
    messages = (m for m in tx.tickets.messages(ticket.id) if m.id == event.message_id)
    # What is said from then on is told by events of its own.
    card = card_of(tx, ticket, until=event.at if event.kind == OPENED else None)
    return Dispatch(event, card, next(messages, None), event.attempts > 1)
