"""What the demo's five shops share: an order dated by how long ago it was placed, with its usual payment
and mails."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.orders.model import Email, Line, Order, Parcel, Payment, Scan

UNPAID = ("cart", "awaiting_payment")
SENT = ("dispatched", "delivered", "returned")
CARD = Payment("card", "paid")


class Shop:
    def __init__(self, merchant: str, kind: str, now: datetime) -> None:
        self.merchant = merchant
        self.kind = kind
        self.now = now

    def ago(self, days: float = 0, hours: float = 0) -> datetime:
        return self.now - timedelta(days=days, hours=hours)

    def line(self, number: int, name: str, price: str, qty: int = 1, **more: Any) -> Line:
        """The line « L1 », « L2 », … ; `price` in EUR for one piece."""
        return Line(f"L{number}", name, more.pop("kind", self.kind), qty, Decimal(price), **more)

    def parcel(
        self,
        tracking: str,
        lines: str,
        days: float | None,
        *scans: tuple[str, float],
        carrier: str = "colissimo",
    ) -> Parcel:
        """`lines` as « L1 L2 »; sent `days` ago; each scan as (status, hours ago)."""
        events = tuple(Scan(self.ago(hours=hours), status) for status, hours in scans)
        sent = None if days is None else self.ago(days)
        return Parcel(tracking, carrier, tuple(lines.split()), sent, events)

    def order(
        self, number: str, email: str, stage: str, days: float, lines: list[Line], **more: Any
    ) -> Order:
        """Placed `days` ago; paid and confirmed at once unless `more` or the stage says otherwise."""
        placed = None if stage == "cart" else self.ago(days)
        paid = None if stage in UNPAID or placed is None else placed + timedelta(minutes=1)
        usual: dict[str, Any] = {
            "placed_at": placed,
            "paid_at": paid,
            "confirmed_at": paid,
            "zone": "FR",
            "payments": () if paid is None else (CARD,),
            "emails": self._usual_mails(stage, paid, more),
        }
        return Order(self.merchant, number, email, stage, tuple(lines), **(usual | more))

    def _usual_mails(self, stage: str, paid: datetime | None, more: dict[str, Any]) -> tuple[Email, ...]:
        if paid is None or more.get("confirmed_at", paid) is None:
            return ()
        mails = [Email("confirmation", paid + timedelta(minutes=1))]
        sent = [parcel.dispatched_at for parcel in more.get("parcels", ()) if parcel.dispatched_at]
        if stage in SENT and sent:
            mails.append(Email("tracking", min(sent)))
        if more.get("cancelled_at"):
            mails.append(Email("cancellation", more["cancelled_at"]))
        return tuple(mails)
