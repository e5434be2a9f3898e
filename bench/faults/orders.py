"""An order of its own for each customer: paid just now, to be cancelled with a credit note."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

from bot.orders.model import Line, Order, Payment
from bot.orders.store import Store

MERCHANT = "pictoonline"


def email_of(number: int) -> str:
    return f"cliente.{number}@example.org"


def order_number(number: int) -> str:
    return str(700_000 + number)


def fill(database_url: str, customers: int) -> None:
    now = datetime.now(timezone.utc)
    store = Store.open(database_url)
    with store.transaction() as tx:
        for number in range(customers):
            tx.orders.put(_order(number, now - timedelta(minutes=10)))
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
