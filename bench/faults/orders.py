"""An order of its own for each customer: paid just now, to be cancelled with a credit note; or on its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from bot.orders.model import Line, Order, Parcel, Payment, Scan
from bot.orders.store import Store

MERCHANT = "pictoonline"


def email_of(number: int) -> str:
    return f"cliente.{number}@example.org"


def order_number(number: int) -> str:
    return str(700_000 + number)


def buys(number: int) -> bool:
    """Whether the customer's order can be cancelled; the others' parcels are on their way."""
    return number % 2 == 0


def fill(database_url: str, customers: int) -> None:
    now = datetime.now(timezone.utc)
    store = Store.open(database_url)
    with store.transaction() as tx:
        for number in range(customers):
            paid = _order(number, now - timedelta(minutes=10))
            tx.orders.put(paid if buys(number) else _sent(paid, now - timedelta(days=2)))
    store.dispose()


def _order(number: int, at: datetime) -> Order:
    return Order(
        merchant=MERCHANT,
        number=order_number(number),
        email=email_of(number),
        stage="paid",
        placed_at=at,
        paid_at=at,
        confirmed_at=at,
        lines=(Line("L1", "Livre photo A4", "photo", 1, Decimal("39.90")),),
        payments=(Payment("card", "paid"),),
    )


def _sent(order: Order, at: datetime) -> Order:
    scan = Scan(at + timedelta(hours=9), "in_transit")
    parcel = Parcel(f"6A{int(order.number):011d}", "colissimo", ("L1",), at, (scan,))
    earlier = at - timedelta(days=3)
    return replace(
        order,
        stage="dispatched",
        parcels=(parcel,),
        placed_at=earlier,
        paid_at=earlier,
        confirmed_at=earlier,
    )
