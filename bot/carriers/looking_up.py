"""One parcel for support staff: fresh from its carrier, else the last known state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.carriers.asking import Tracker
from bot.carriers.carrier import Carrier
from bot.carriers.failures import CarrierFailure
from bot.carriers.keeping import known_of
from bot.orders.keys import number_key
from bot.orders.model import CARRIERS, Order, Parcel
from bot.orders.store import Store
from bot.orders.trackings import Known

SECONDS = 10.0  # staff can wait longer than a customer


@dataclass(frozen=True)
class Found:
    """``fresh``: the carrier said it just now. ``known`` None: nothing was ever heard from the carrier.
    ``problem``: why it is not fresh, one line in French."""

    number: str
    carrier: str
    order: Order | None
    parcel: Parcel | None
    known: Known | None
    fresh: bool = False
    problem: str = ""

    @property
    def events(self) -> list[dict[str, Any]]:
        """The carrier's, else the order's own scans; oldest first, ``at`` as ISO 8601 or None."""
        if self.known:
            return list(self.known.events)
        scans = self.parcel.events if self.parcel else ()
        return [{"at": scan.at.isoformat() if scan.at else None, "status": scan.status} for scan in scans]


def look_up(store: Store, tracker: Tracker | None, number: str, merchant: str | None = None) -> Found:
    """What is heard about a parcel of an order is stored with that order."""
    order, parcel = _in_store(store, number, merchant)
    number = parcel.tracking if parcel else number
    carrier, kind = _carrier(tracker, parcel, number)
    name = carrier.label(kind) if carrier else (kind or "")
    known = None
    if order:
        with store.transaction() as tx:
            known = tx.trackings.of_order(order).get(number)
    if tracker is None or carrier is None:
        return Found(number, name, order, parcel, known, problem=_why_nobody(tracker))
    outcome = tracker.ask([(carrier, number)], SECONDS)[0]
    if isinstance(outcome, CarrierFailure):
        return Found(number, name, order, parcel, known, problem=str(outcome))
    heard = known_of(number, outcome)
    if order:
        with store.transaction() as tx:
            tx.trackings.keep(order, [heard])
    return Found(number, name, order, parcel, heard, fresh=True)


def _in_store(store: Store, number: str, merchant: str | None) -> tuple[Order | None, Parcel | None]:
    with store.transaction() as tx:
        order = tx.orders.with_parcel(number, merchant)
    same = (one for one in order.parcels if number_key(one.tracking) == number_key(number)) if order else ()
    return order, next(iter(same), None)


def _carrier(tracker: Tracker | None, parcel: Parcel | None, number: str) -> tuple[Carrier | None, str]:
    """The carrier to ask, and as which kind of parcel; a number of no order is tried as every kind."""
    kinds = (parcel.carrier,) if parcel else CARRIERS
    for kind in kinds if tracker else ():
        if carrier := tracker.carrier_of(kind, number) if tracker else None:
            return carrier, kind
    return None, kinds[0] if parcel else ""


def _why_nobody(tracker: Tracker | None) -> str:
    if tracker is None:
        return "Aucun transporteur n'a de clé : voir RELAIS_LAPOSTE_KEY et RELAIS_DHL_KEY."
    return "Aucun transporteur configuré ne connaît de numéro de cette forme."
