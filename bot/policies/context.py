"""The variables that a reply template may use, computed from a group of subjects that met the same rule."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bot.orders.model import Order
from bot.policies.calendar import day_of
from bot.policies.facts.dispatch import delivered_at, last_scan
from bot.policies.facts.line import label_valid_until, line_state, refund_request, returned_at
from bot.policies.facts.order import bought_at, dispatch, email_sent_at, first_delivery, placed_at
from bot.policies.facts.parcel import claim, dispatched_at, last_scan_at, last_update, window_days
from bot.policies.labels import CARRIER, FAULT, SCAN, STAGE, ZONE
from bot.policies.status import headline, label_of, parcel_sentences, parcels_overview
from bot.policies.subject import Subject, covers_order
from bot.policies.units import DAYS, Span


def variables(group: Sequence[Subject]) -> dict[str, Any]:
    """Name -> value; absent things are None or empty, so that a template can ask for them."""
    first = group[0]
    lines = [s.line for s in group if s.line] or list(first.order.lines if first.order else ())
    return {
        "topic": first.topic,
        "now": first.now,
        "today": day_of(first.now),
        "message": first.message,
        "merchant_name": first.merchant.name,
        "person": first.merchant.person,
        "contacts": first.merchant.contacts,
        "links": first.merchant.links,
        "phrases": first.merchant.phrases,
        "hours": first.merchant.hours,
        "windows": first.merchant.windows,
        "incident_reason": first.merchant.incident_reasons.get(first.topic),
        "balance": first.balance,
        "lines": lines,
        "line_names": [label_of(line) for line in lines],
        "several": sum(line.qty for line in lines) > 1,
        "sellers": sorted({line.seller for line in lines if line.seller}),
        "amount": sum((line.amount for line in lines), Decimal("0")),
        "whole": covers_order(group),
        "part_named": _part_named(first),
        **_order(group),
        **_parcel(group),
        **_line(first),
        **_code(first),
    }


def _part_named(s: Subject) -> bool:
    """Whether the customer spoke of a part of the order: by its articles, or in so many words."""
    lines = s.order.lines if s.order else ()
    several = sum(line.qty for line in lines) > 1
    return 0 < len(s.named) < len(lines) or (several and s.said.get("only_a_part", False))


def _order(group: Sequence[Subject]) -> dict[str, Any]:
    s = group[0]
    order, parcels = s.order, [one.parcel for one in group if one.parcel]
    lines = order.lines if order else ()
    refused = [p.reason for p in (order.payments if order else ()) if p.status == "refused" and p.reason]
    head = headline(order, s.now) if order else ""
    return {
        "order_number": order.number if order else None,
        "stage": order.stage if order else None,
        "stage_label": STAGE[order.stage] if order else None,
        "headline": head,
        "known": " ".join([head, *parcel_sentences(order, s.now, parcels or None)]) if order else "",
        "total": order.total if order else None,
        "dispatch": dispatch(s),
        "placed_at": placed_at(s),
        "bought_at": bought_at(s),
        "confirmation_sent_at": email_sent_at("confirmation", s),
        "cancelled_at": order.cancelled_at if order else None,
        "first_delivery": first_delivery(s),
        "produced_total": _sum(line for line in lines if line.produced),
        "unproduced_total": _sum(line for line in lines if not line.produced),
        "refusal_reason": refused[-1] if refused else None,
        "overview": parcels_overview(order, s.now) if order else [],
        "tracking_numbers": [p.tracking for p in order.parcels] if order else [],
        "credit_amount": sum((note.amount for note in order.credit_notes), Decimal("0"))
        if order
        else Decimal("0"),
    }


def _sum(lines: Any) -> Decimal:
    return sum((line.amount for line in lines), Decimal("0"))


def _parcel(group: Sequence[Subject]) -> dict[str, Any]:
    s = group[0]
    scan = last_scan(s.parcel) if s.parcel else None
    days, left, claimed = window_days(s), dispatched_at(s), claim(s)
    return {
        "parcels": [one.parcel for one in group if one.parcel],
        "tracking": s.parcel.tracking if s.parcel else None,
        "carrier_label": CARRIER[s.parcel.carrier] if s.parcel else None,
        "contents": _contents(s.order, s),
        "dispatched_at": left,
        "last_scan_at": last_scan_at(s),
        "last_scan_label": SCAN[scan.status] if scan else None,
        "last_update": last_update(s),
        "delivered_at": delivered_at(s.parcel) if s.parcel else None,
        "claim_opened_at": claimed.opened_at if claimed else None,
        "zone_label": ZONE[s.order.zone or "FR"] if s.order else None,
        "window_days": days,
        "window_first": Span(days[0], DAYS).after(day_of(left)) if days and left else None,
        "window_last": Span(days[1], DAYS).after(day_of(left)) if days and left else None,
    }


def _contents(order: Order | None, s: Subject) -> list[str]:
    if not order or not s.parcel:
        return []
    return [label_of(line) for line in order.lines if line.id in s.parcel.lines]


def _line(s: Subject) -> dict[str, Any]:
    asked = refund_request(s) if s.line else None
    return {
        "line_state": line_state(s),
        "label_valid_until": label_valid_until(s),
        "refund_registered_at": asked.registered_at if asked else None,
        "returned_at": returned_at(s),
    }


def _code(s: Subject) -> dict[str, Any]:
    return {
        "typed_code": s.code.typed if s.code else None,
        "code_faults": [FAULT[name] for name in s.code.faults] if s.code else [],
        "order_codes": [coupon.code for coupon in s.order.coupons] if s.order else [],
        "other_code": s.code.other_code if s.code else None,
    }
