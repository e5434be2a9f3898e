"""Facts of one line of an order."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.orders.model import KINDS, RefundRequest, Return
from bot.policies.calendar import day_of
from bot.policies.facts.dispatch import line_left, line_received, parcel_left, parcels_of
from bot.policies.facts.kinds import Fact, age, flag, token
from bot.policies.facts.order import bought_at
from bot.policies.subject import Subject

NO_LINE = "none"
LABEL_DAYS = timedelta(days=7)  # LP-03: a postage label is valid for 7 days from its payment


def line_kind(s: Subject) -> str:
    return s.line.kind if s.line else NO_LINE


def line_state(s: Subject) -> str:
    """Before or after dispatch, received, or cancelled."""
    if not s.order or not s.line:
        return NO_LINE
    if s.order.line_stage(s.line) == "cancelled":
        return "cancelled"
    if line_received(s.order, s.line):
        return "received"
    return "dispatched" if line_left(s.order, s.line) else "before_dispatch"


def label_valid_until(s: Subject) -> date | None:
    """The label's own last valid day where the store has it, else payment day + 7."""
    if not s.line or s.line.kind != "label":
        return None
    if s.line.label and s.line.label.valid_until:
        return s.line.label.valid_until
    paid = bought_at(s)
    return day_of(paid) + LABEL_DAYS if paid else None


def refund_request(s: Subject) -> RefundRequest | None:
    wanted = s.line.id if s.line else None
    found = (r for r in (s.order.refund_requests if s.order else ()) if r.line in (wanted, None))
    return next(found, None)


def line_return(s: Subject) -> Return | None:
    """The return of this line, a received one first."""
    found = [r for r in (s.order.returns if s.order else ()) if s.line and r.line == s.line.id]
    return next((r for r in found if r.received_at), found[0] if found else None)


def returned_at(s: Subject) -> datetime | None:
    found = line_return(s)
    return found.received_at if found else None


def comes_back(s: Subject) -> bool:
    """The line has a return, or was cancelled or returned on its own: money may come back for it."""
    alone = bool(
        s.line and s.order and s.line.stage in ("cancelled", "returned") and s.line.stage != s.order.stage
    )
    return alone or line_return(s) is not None


def refund_basis(s: Subject) -> str:
    """Why money would come back: a return, or a cancellation before anything left."""
    if found := line_return(s):
        return "return_received" if found.received_at else "return_awaited"
    if not s.order:
        return NO_LINE
    state = s.order.line_stage(s.line) if s.line else s.order.stage
    if state == "returned":
        return "return_received"  # on a day that the store does not know
    if state == "cancelled":
        sent = parcels_of(s.order, s.line) if s.line else s.order.parcels
        left = any(parcel_left(s.order, parcel) for parcel in sent)
        return "cancelled_after_dispatch" if left else "cancelled_before_dispatch"
    return NO_LINE


def return_requested(s: Subject) -> bool:
    """Asked for, or already on record as sent back."""
    back = s.order is not None and s.line is not None and s.order.line_stage(s.line) == "returned"
    return back or line_return(s) is not None


def requested_at(s: Subject) -> datetime | None:
    asked = refund_request(s)
    return asked.registered_at if asked else None


def _incident(s: Subject) -> bool:
    """An incident on this line with the topic's reason; with any, where the merchant names no reasons."""
    own = s.merchant.incident_reasons.get(s.topic)
    found = [i for i in (s.order.incidents if s.order else ()) if s.line and i.line == s.line.id]
    return any(own in (None, incident.reason) for incident in found)


def _in_hand(s: Subject) -> bool:
    """Whoever describes a damage or a wrong item holds it, whatever the carrier has recorded so far."""
    return s.topic in ("damaged_item", "wrong_item")


LINE_FACTS: tuple[Fact, ...] = (
    token("line_kind", (*KINDS, NO_LINE), line_kind, "nature de la ligne"),
    token(
        "line_state",
        ("before_dispatch", "dispatched", "received", "cancelled", NO_LINE),
        line_state,
        "où en est la ligne",
    ),
    token(
        "refund_basis",
        (
            "return_received",
            "return_awaited",
            "cancelled_before_dispatch",
            "cancelled_after_dispatch",
            NO_LINE,
        ),
        refund_basis,
        "ce qui ouvre un remboursement",
    ),
    flag("label_used", lambda s: bool(s.line and s.line.label and s.line.label.used), "bordereau utilisé"),
    flag("line_free", lambda s: bool(s.line and not s.line.amount), "la ligne n'a rien coûté (0,00 €)"),
    flag("refund_requested", lambda s: refund_request(s) is not None, "remboursement déjà demandé"),
    flag("return_requested", return_requested, "retour déjà demandé ou déjà fait"),
    flag("incident_open", _incident, "incident déjà ouvert pour cette raison"),
    flag("in_hand", _in_hand, "le client a l'article en main, puisqu'il le décrit"),
    age("since_label_end", label_valid_until, "temps depuis le dernier jour de validité du bordereau"),
    age("since_refund_request", requested_at, "temps depuis la demande de remboursement"),
    age("since_return", returned_at, "temps depuis la réception du retour"),
)
