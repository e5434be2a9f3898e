"""Facts of one line of an order."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.orders.model import KINDS, RefundRequest, Return
from bot.policies.calendar import day_of
from bot.policies.facts.dispatch import line_left, line_received, parcels_of
from bot.policies.facts.kinds import Fact, age, flag, token
from bot.policies.facts.order import bought_at, dispatch
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


def refund_basis(s: Subject) -> str:
    """Why money would come back: a return, or a cancellation before anything left."""
    if found := line_return(s):
        return "return_received" if found.received_at else "return_awaited"
    if s.order and (s.order.stage == "cancelled" or (s.line and s.line.stage == "cancelled")):
        left = parcels_of(s.order, s.line) if s.line else s.order.parcels
        return "cancelled_after_dispatch" if left or dispatch(s) == "all" else "cancelled_before_dispatch"
    return NO_LINE


def _incident(s: Subject) -> bool:
    return bool(s.order and s.line and any(i.line == s.line.id for i in s.order.incidents))


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
    flag("refund_requested", lambda s: refund_request(s) is not None, "remboursement déjà demandé"),
    flag("return_requested", lambda s: line_return(s) is not None, "retour déjà demandé"),
    flag("incident_open", _incident, "incident déjà ouvert"),
    age("since_label_end", label_valid_until, "temps depuis le dernier jour de validité du bordereau"),
    age("since_return", returned_at, "temps depuis la réception du retour"),
)
