"""The order as plain data, in the words of ``orders.schema.json``.

Instants are timezone-aware datetimes (stored in UTC), money is ``Decimal`` in EUR,
an absent value is ``None``. Nothing here knows a database, HTTP or Rasa.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

MERCHANTS = ("laposte_pro", "logistique", "imprimante", "pictoonline", "inno")
STAGES = (
    "cart", "awaiting_payment", "paid", "in_production", "finished",
    "ready", "dispatched", "delivered", "returned", "cancelled",
)  # fmt: skip
ZONES = ("FR", "EU", "CH", "WORLD")
KINDS = ("service", "physical", "label", "photo", "marketplace")
CARRIERS = ("colissimo", "laposte_courrier", "chronopost", "other")
SCANS = ("announced", "in_transit", "out_for_delivery", "delivered", "return")


@dataclass(frozen=True)
class Label:
    """A postage label (bordereau d'affranchissement)."""

    used: bool = False
    valid_until: date | None = None


@dataclass(frozen=True)
class Line:
    id: str
    name: str
    kind: str
    qty: int
    unit_price: Decimal
    seller: str | None = None
    produced: bool | None = None
    stage: str | None = None
    label: Label | None = None

    @property
    def amount(self) -> Decimal:
        return self.unit_price * self.qty


@dataclass(frozen=True)
class Payment:
    method: str
    status: str
    reason: str | None = None


@dataclass(frozen=True)
class Scan:
    at: datetime | None
    status: str


@dataclass(frozen=True)
class Parcel:
    tracking: str
    carrier: str
    lines: tuple[str, ...]
    dispatched_at: datetime | None = None
    events: tuple[Scan, ...] = ()


@dataclass(frozen=True)
class Coupon:
    """A code on the order, as it was typed at the checkout."""

    code: str
    status: str


@dataclass(frozen=True)
class Email:
    kind: str
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Return:
    line: str
    received_at: datetime | None = None


@dataclass(frozen=True)
class CreditNote:
    amount: Decimal
    used: Decimal = Decimal("0")


@dataclass(frozen=True)
class Claim:
    tracking: str | None = None
    opened_at: datetime | None = None


@dataclass(frozen=True)
class RefundRequest:
    line: str | None = None
    registered_at: datetime | None = None


@dataclass(frozen=True)
class Incident:
    line: str
    reason: str


@dataclass(frozen=True)
class Ticket:
    id: str
    reason: str


@dataclass(frozen=True)
class Order:
    merchant: str
    number: str
    email: str
    stage: str
    lines: tuple[Line, ...]
    placed_at: datetime | None = None
    paid_at: datetime | None = None
    confirmed_at: datetime | None = None
    cancelled_at: datetime | None = None
    zone: str | None = None
    payments: tuple[Payment, ...] = ()
    parcels: tuple[Parcel, ...] = ()
    coupons: tuple[Coupon, ...] = ()
    emails: tuple[Email, ...] = ()
    returns: tuple[Return, ...] = ()
    credit_notes: tuple[CreditNote, ...] = ()
    claims: tuple[Claim, ...] = ()
    refund_requests: tuple[RefundRequest, ...] = ()
    incidents: tuple[Incident, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    stop_requested: bool = False

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0"))

    @property
    def ordered_at(self) -> datetime | None:
        """The instant that dates the order: placed, else paid, else confirmed."""
        return self.placed_at or self.paid_at or self.confirmed_at

    def line_stage(self, line: Line) -> str:
        return line.stage or self.stage


@dataclass(frozen=True)
class IssuedCoupon:
    """A code the merchant gave out: to one customer, or to anybody (``email`` None)."""

    merchant: str
    code: str
    email: str | None = None
