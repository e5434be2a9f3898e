"""Brings an order's parcels up to date before a policy decides: the dialogue's ``Carriers``."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.carriers.asking import Outcome, Tracker
from bot.carriers.carrier import Carrier
from bot.carriers.failures import CarrierFailure, Silent, UnknownNumber
from bot.carriers.keeping import known_of
from bot.carriers.tracking import Tracking
from bot.dialogue.tracked import HINT, SILENT, UNASKED, UNKNOWN, Heard
from bot.orders.model import Order, Parcel
from bot.orders.store import Store
from bot.orders.trackings import Known, merged
from bot.policies.facts.dispatch import last_scan, scans

OVER = ("delivered", "returned", "cancelled")  # stages of an order whose parcels travel no more
ARRIVED = ("delivered", "return")
NOT_ASKED = Silent("Trop de colis pour une réponse.")
MOST = 8  # parcels asked about in one turn: the rest is answered from the last known state


class Freshening:
    """``seconds`` that one turn may wait. ``fresh_for``: how long a stored answer of the carrier is used."""

    def __init__(self, store: Store, tracker: Tracker, seconds: float, fresh_for: timedelta) -> None:
        self._store, self._tracker, self._fresh_for = store, tracker, fresh_for
        self.seconds = seconds

    def concern(self, order: Order) -> bool:
        return bool(self._on_the_way(order))

    def refresh(self, order: Order, now: datetime, seconds: float) -> list[Heard]:
        """No transaction is open while carriers are waited for."""
        asked = self._on_the_way(order)
        with self._store.transaction() as tx:
            known = tx.trackings.of_order(order)
        due = [
            (carrier, parcel.tracking)
            for carrier, parcel in asked
            if carrier and not self._fresh(known.get(parcel.tracking), now)
        ]
        wanted = due[:MOST]
        found: dict[str, Outcome] = {number: NOT_ASKED for _, number in due}
        for (_, number), outcome in zip(wanted, self._tracker.ask(wanted, seconds), strict=True):
            found[number] = outcome
            if isinstance(outcome, Tracking):
                known[number] = known_of(number, outcome)
        if news := [one for one in known.values() if _is_news(one, order, found)]:
            with self._store.transaction() as tx:
                tx.trackings.keep(order, news)
        told = (_told(one, p, found.get(p.tracking), known.get(p.tracking)) for one, p in asked)
        return [heard for heard in told if heard]

    def _on_the_way(self, order: Order) -> list[tuple[Carrier | None, Parcel]]:
        """The parcels that still travel, each with the carrier to ask: None where no API is known for it."""
        found = []
        for parcel in order.parcels if order.stage not in OVER else ():
            scan = last_scan(parcel)
            carrier = self._tracker.carrier_of(parcel.carrier, parcel.tracking)
            if scan is None or scan.status not in ARRIVED:
                found.append((carrier, parcel))
        return found

    def _fresh(self, known: Known | None, now: datetime) -> bool:
        return known is not None and timedelta(0) <= now - known.known_at < self._fresh_for


def _is_news(known: Known, order: Order, found: dict[str, Outcome]) -> bool:
    """Heard just now, or known before and not in the order: an import has brought an older state since."""
    if isinstance(found.get(known.tracking), Tracking):
        return True
    same = (parcel for parcel in order.parcels if parcel.tracking == known.tracking)
    return any(merged(parcel.events, known.scans) != parcel.events for parcel in same)


def _told(
    carrier: Carrier | None, parcel: Parcel, outcome: Outcome | None, known: Known | None
) -> Heard | None:
    """What the customer is told beside the answer; None where fresh tracking says it all.

    ``outcome`` is None for a parcel whose stored tracking was fresh enough.
    """
    number, dated = parcel.tracking, scans(parcel)
    of_when = known.known_at if known else (dated[-1].at if dated else None)
    if carrier is None:
        return Heard(UNASKED, number, "", of_when) if of_when else None
    name = carrier.label(parcel.carrier)
    if isinstance(outcome, UnknownNumber):
        return Heard(UNKNOWN, number, name, of_when) if of_when else None
    if isinstance(outcome, CarrierFailure):
        return Heard(SILENT, number, name, of_when)
    last = next((one for one in reversed(known.events) if one["status"]), None) if known else None
    if last and last.get("hint"):
        return Heard(HINT, number, name, datetime.fromisoformat(last["at"]), last["hint"])
    return None
