"""From a rule's offer to the exact act on this order: which line or parcel, and which amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.policies.context import variables
from bot.policies.decision import Decision, Plan
from bot.policies.french import to, typeset
from bot.policies.subject import Subject
from bot.policies.table import Rule
from bot.policies.templates import render

_BY_LINE = ("open_incident", "open_return", "request_label_refund")
_BY_PARCEL = ("open_claim",)


def plan_for(rule: Rule, subject: Subject, shared: dict[str, Any]) -> Plan:
    """The plan of ``rule.offer`` for one subject. Amounts are EUR.

    ``shared`` are the variables of the whole group: an act on the order speaks of all of it,
    an act on a line or a parcel of that one alone.
    """
    assert rule.offer
    offer = rule.offer
    if offer.effect in (*_BY_LINE, *_BY_PARCEL):
        shared = variables([subject])
    amount, billed = amounts(offer.effect, subject)
    return Plan(
        effect=offer.effect,
        merchant=subject.merchant.key,
        order=subject.order.number if subject.order else None,
        does=render(offer.does, shared),
        done=offer.done,
        variables=shared,
        line=subject.line.id if subject.line and offer.effect in _BY_LINE else None,
        tracking=subject.parcel.tracking if subject.parcel and offer.effect in _BY_PARCEL else None,
        reason=render(offer.reason, shared) if offer.reason else None,
        email=offer.email,
        amount=amount,
        billed=billed,
        description=subject.message,
        clauses=rule.clauses,
    )


def to_a_person(decision: Decision, subject: Subject) -> Plan:
    """A ticket for what no document covers."""
    return Plan(
        effect="open_ticket",
        merchant=decision.merchant,
        order=decision.order,
        does=typeset(f"transmettre votre demande {to(subject.merchant.person)}"),
        done="Votre demande est transmise {{ person | to }} sous le numéro {{ reference }}.",
        variables=variables([subject]),
        reason=decision.topic,
        description=subject.message,
    )


def amounts(effect: str, subject: Subject) -> tuple[Decimal | None, Decimal | None]:
    """Credited and billed: the whole order for a cancellation, line by line for a stop of production."""
    order = subject.order
    if order is None or effect not in ("cancel_with_credit", "stop_production"):
        return None, None
    if effect == "cancel_with_credit":
        return order.total, None
    billed = sum((line.amount for line in order.lines if line.produced), Decimal("0"))
    return order.total - billed, billed
