"""An Order as rows of the tables."""

from __future__ import annotations

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
