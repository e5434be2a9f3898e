"""Rows of the tables as an Order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.orders import model


def order_from_rows(row: Any, parts: Mapping[str, Sequence[Any]]) -> model.Order:
    """The Order of a row of `orders` and of its parts by table name, each already in order."""
    scans: dict[int, list[model.Scan]] = {}
    for scan in parts.get("scans", ()):
        scans.setdefault(scan.parcel, []).append(model.Scan(scan.at, scan.status))
    cases: dict[str, list[Any]] = {}
    for case in parts.get("cases", ()):
        cases.setdefault(case.kind, []).append(case)
    return model.Order(
        merchant=row.merchant,
        number=row.number,
        email=row.email,
        stage=row.stage,
        lines=tuple(_line(one) for one in parts.get("order_lines", ())),
        placed_at=row.placed_at,
        paid_at=row.paid_at,
        confirmed_at=row.confirmed_at,
        cancelled_at=row.cancelled_at,
        zone=row.zone,
        payments=tuple(model.Payment(p.method, p.status, p.reason) for p in parts.get("payments", ())),
        parcels=tuple(
            model.Parcel(
                p.tracking, p.carrier, tuple(p.lines), p.dispatched_at, tuple(scans.get(p.position, ()))
            )
            for p in parts.get("parcels", ())
        ),
        coupons=tuple(model.Coupon(c.code, c.status) for c in parts.get("order_coupons", ())),
        emails=tuple(model.Email(e.kind, e.sent_at) for e in parts.get("emails", ())),
        returns=tuple(model.Return(c.subject, c.received_at) for c in cases.get("return", ())),
        credit_notes=tuple(
            model.CreditNote(n.amount_cents, n.used_cents) for n in parts.get("credit_notes", ())
        ),
        claims=tuple(model.Claim(c.subject, c.opened_at) for c in cases.get("claim", ())),
        refund_requests=tuple(
            model.RefundRequest(c.subject, c.opened_at) for c in cases.get("refund_request", ())
        ),
        incidents=tuple(model.Incident(c.subject, c.reason) for c in cases.get("incident", ())),
        tickets=tuple(model.Ticket(t.public_id, t.reason) for t in parts.get("tickets", ())),
        stop_requested="stop_request" in cases,
    )


def _line(row: Any) -> model.Line:
    label = None if row.label_used is None else model.Label(row.label_used, row.label_valid_until)
    return model.Line(
        id=row.line,
        name=row.name,
        kind=row.kind,
        qty=row.qty,
        unit_price=row.unit_price_cents,
        seller=row.seller,
        produced=row.produced,
        stage=row.stage,
        label=label,
    )
