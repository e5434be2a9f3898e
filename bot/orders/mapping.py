"""An Order as rows, and rows as an Order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from bot.orders import model
from bot.orders.keys import email_key, number_key

Row = dict[str, Any]
UNDATED = datetime(1970, 1, 1, tzinfo=timezone.utc)


def order_row(order: model.Order) -> Row:
    """The row of table `orders`."""
    names = (
        "merchant",
        "number",
        "email",
        "stage",
        "zone",
        "placed_at",
        "paid_at",
        "confirmed_at",
        "cancelled_at",
    )
    row: Row = {name: getattr(order, name) for name in names}
    row["number_key"] = number_key(order.number)
    row["email_key"] = email_key(order.email)
    row["sort_at"] = order.ordered_at or UNDATED
    return row


def part_rows(order: model.Order) -> dict[str, list[Row]]:
    """The rows of the order's parts by table name, without `order_id`."""
    return {
        "order_lines": [_line_row(line) | {"position": i} for i, line in enumerate(order.lines)],
        "payments": [vars(payment) | {"position": i} for i, payment in enumerate(order.payments)],
        "parcels": [_parcel_row(parcel) | {"position": i} for i, parcel in enumerate(order.parcels)],
        "scans": [
            {"parcel": i, "position": j, "at": scan.at, "status": scan.status}
            for i, parcel in enumerate(order.parcels)
            for j, scan in enumerate(parcel.events)
        ],
        "order_coupons": [vars(coupon) | {"position": i} for i, coupon in enumerate(order.coupons)],
        "emails": [dict(vars(email)) for email in order.emails],
        "credit_notes": [
            {"amount_cents": note.amount, "used_cents": note.used} for note in order.credit_notes
        ],
        "cases": _case_rows(order),
        "tickets": [
            {
                "public_id": ticket.id,
                "reason": ticket.reason,
                "merchant": order.merchant,
                "email": order.email,
            }
            for ticket in order.tickets
        ],
    }


def _line_row(line: model.Line) -> Row:
    return {
        "line": line.id,
        "name": line.name,
        "kind": line.kind,
        "qty": line.qty,
        "unit_price_cents": line.unit_price,
        "seller": line.seller,
        "produced": line.produced,
        "stage": line.stage,
        "label_used": line.label.used if line.label else None,
        "label_valid_until": line.label.valid_until if line.label else None,
    }


def _parcel_row(parcel: model.Parcel) -> Row:
    return {
        "tracking": parcel.tracking,
        "tracking_key": number_key(parcel.tracking),
        "carrier": parcel.carrier,
        "dispatched_at": parcel.dispatched_at,
        "lines": list(parcel.lines),
    }


def case_row(
    kind: str,
    subject: str | None = None,
    reason: str | None = None,
    opened_at: datetime | None = None,
    received_at: datetime | None = None,
) -> Row:
    """A row of table `cases`."""
    return {
        "kind": kind,
        "subject": subject,
        "reason": reason,
        "opened_at": opened_at,
        "received_at": received_at,
    }


def _case_rows(order: model.Order) -> list[Row]:
    rows = [case_row("incident", one.line, one.reason) for one in order.incidents]
    rows += [case_row("claim", one.tracking, opened_at=one.opened_at) for one in order.claims]
    rows += [case_row("return", one.line, received_at=one.received_at) for one in order.returns]
    rows += [
        case_row("refund_request", one.line, opened_at=one.registered_at) for one in order.refund_requests
    ]
    if order.stop_requested:
        rows.append(case_row("stop_request"))
    return rows


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
