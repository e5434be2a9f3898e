"""The columns of the CSV import, and what their cells mean."""

from __future__ import annotations

import re
from typing import Any

# Column -> field. Those of the order stand on its first row, and where they are repeated they must not
# differ.
ORDER_COLUMNS = {
    name: (name,)
    for name in (
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
} | {
    "payment_method": ("payments", 0, "method"),
    "payment_status": ("payments", 0, "status"),
    "payment_reason": ("payments", 0, "reason"),
    "credit_note_amount": ("credit_notes", 0, "amount"),
    "credit_note_used": ("credit_notes", 0, "used"),
    "coupons": ("coupons",),
}
EMAIL_COLUMNS = {f"{kind}_sent_at": kind for kind in ("confirmation", "tracking", "cancellation")}
LINE_COLUMNS = {
    "line_id": ("id",),
    "line_name": ("name",),
    "line_kind": ("kind",),
    "qty": ("qty",),
    "unit_price": ("unit_price",),
    "seller": ("seller",),
    "produced": ("produced",),
    "line_stage": ("stage",),
    "label_used": ("label", "used"),
    "label_valid_until": ("label", "valid_until"),
}
PARCEL_COLUMNS = ("tracking", "carrier", "dispatched_at", "scan_at", "scan_status")
AFTER_COLUMNS = ("returned", "return_received_at", "refund_requested_at", "claim_opened_at")
ALL_COLUMNS = {*ORDER_COLUMNS, *EMAIL_COLUMNS, *LINE_COLUMNS, *PARCEL_COLUMNS, *AFTER_COLUMNS}
REQUIRED_COLUMNS = (
    "merchant", "number", "email", "stage", "line_id", "line_name", "line_kind", "qty", "unit_price",
)  # fmt: skip
YES_NO = {
    "oui": True,
    "vrai": True,
    "true": True,
    "1": True,
    "non": False,
    "faux": False,
    "false": False,
    "0": False,
}


def cell_value(column: str, text: str) -> Any:
    """A cell as JSON would have it; what does not fit stays text, for the schema to refuse."""
    if column == "qty" and re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
        return int(text)
    if column == "unit_price":
        return text.replace(",", ".")  # as French spreadsheets write it
    if column in ("produced", "label_used"):
        return YES_NO.get(text.casefold(), text)
    return text
