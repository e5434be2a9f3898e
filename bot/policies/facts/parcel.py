"""Facts of one parcel."""

from __future__ import annotations

from datetime import datetime

from bot.orders.model import CARRIERS, SCANS, Claim
from bot.policies.calendar import day_of
from bot.policies.facts.dispatch import LEFT, last_scan, parcel_left
from bot.policies.facts.kinds import Fact, age, flag, token
from bot.policies.subject import Subject
from bot.policies.units import DAYS, Span

NO_PARCEL = "none"


def parcel_carrier(s: Subject) -> str:
    return s.parcel.carrier if s.parcel else NO_PARCEL


def tracking_state(s: Subject) -> str:
    """The status of the last scan; ``unscanned`` for a parcel without any."""
    if not s.parcel:
        return NO_PARCEL
    scan = last_scan(s.parcel)
    return scan.status if scan else "unscanned"


def parcel_state(s: Subject) -> str:
    """Where a parcel is, in one word: its last scan, completed by the stages of order and lines.

    A return comes first; ``announced`` and ``unscanned`` have left, the carrier has yet to see them.
    An order without parcels is judged by its stages alone.
    """
    if not s.order:
        return NO_PARCEL
    held = [line for line in s.order.lines if s.parcel is None or line.id in s.parcel.lines]
    stages = {s.order.line_stage(line) for line in held} or {s.order.stage}
    scan = tracking_state(s)
    if scan == "return":
        return "return"
    if stages == {"cancelled"} or s.order.stage == "cancelled":
        return "cancelled"
    if scan == "delivered" or stages == {"delivered"}:
        return "delivered"
    if stages == {"returned"}:
        return "return"
    left = parcel_left(s.order, s.parcel) if s.parcel else s.order.stage in LEFT
    if not left and not stages <= set(LEFT):
        return "not_left"
    return {"announced": "announced", "unscanned": "unscanned", NO_PARCEL: "unscanned"}.get(scan, "moving")


def dispatched_at(s: Subject) -> datetime | None:
    """The dispatch, else the first scan of a parcel that has left."""
    if not s.parcel or not s.order:
        return None
    if s.parcel.dispatched_at or not parcel_left(s.order, s.parcel):
        return s.parcel.dispatched_at
    return min((scan.at for scan in s.parcel.events if scan.at), default=None)


def last_scan_at(s: Subject) -> datetime | None:
    scan = last_scan(s.parcel) if s.parcel else None
    return scan.at if scan else None


def last_update(s: Subject) -> datetime | None:
    """The last tracking update after dispatch; the dispatch itself when nothing was scanned since."""
    return last_scan_at(s) or dispatched_at(s)


def window_days(s: Subject) -> tuple[int, int, int] | None:
    """The merchant's delivery window for the order's zone: first day, last day, average, in days."""
    return s.merchant.windows.get(s.order.zone or "FR") if s.order else None


def window(s: Subject) -> str:
    """Days since dispatch against the zone's window (its last day still counts as within)."""
    left, days = dispatched_at(s), window_days(s)
    if left is None:
        return "not_dispatched" if parcel_state(s) in ("not_left", "cancelled", NO_PARCEL) else "no_date"
    if days is None:
        return "no_window"
    return "within" if Span(days[1], DAYS).compare(day_of(left), s.now) <= 0 else "overdue"


def claim(s: Subject) -> Claim | None:
    """The claim about this parcel; one that names no parcel is about all of them."""
    wanted = (s.parcel.tracking, None) if s.parcel else ()
    return next((c for c in (s.order.claims if s.order else ()) if c.tracking in wanted), None)


PARCEL_FACTS: tuple[Fact, ...] = (
    token("carrier", (*CARRIERS, NO_PARCEL), parcel_carrier, "transporteur"),
    token("tracking_state", (*SCANS, "unscanned", NO_PARCEL), tracking_state, "dernier état du suivi"),
    token(
        "parcel_state",
        ("not_left", "unscanned", "announced", "moving", "delivered", "return", "cancelled", NO_PARCEL),
        parcel_state,
        "où est le colis, suivi et étapes confondus",
    ),
    token(
        "window",
        ("not_dispatched", "within", "overdue", "no_window", "no_date"),
        window,
        "délai annoncé pour la zone",
    ),
    flag("claim_open", lambda s: claim(s) is not None, "réclamation déjà ouverte"),
    age("since_dispatch", dispatched_at, "temps depuis l'expédition"),
    age("since_last_scan", last_scan_at, "temps depuis le dernier passage en machine"),
    age("since_last_update", last_update, "temps depuis la dernière mise à jour du suivi"),
)
