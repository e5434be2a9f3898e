"""Finds and writes orders and the coupons given out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.engine import Connection

from bot.orders.keys import email_key, number_key
from bot.orders.loading import load
from bot.orders.model import IssuedCoupon, Order
from bot.orders.prepared import Prepared
from bot.orders.tables import credit_notes, orders, parcels
from bot.orders.work_tables import issued_coupons
from bot.orders.writing import write_orders

_ONE = select(orders).where(
    orders.c.merchant == bindparam("merchant"), orders.c.number_key == bindparam("number")
)
_GET, _GET_LOCKED = Prepared(_ONE), Prepared(_ONE.with_for_update())
_CUSTOMERS = (orders.c.merchant == bindparam("merchant"), orders.c.email_key == bindparam("email"))
_THEIRS = select(orders).where(*_CUSTOMERS).order_by(orders.c.sort_at.desc(), orders.c.id.desc())
_OF_CUSTOMER, _OF_CUSTOMER_SOME = Prepared(_THEIRS), Prepared(_THEIRS.limit(bindparam("limit")))
_BALANCE = Prepared(
    select(func.sum(credit_notes.c.amount_cents), func.sum(credit_notes.c.used_cents))
    .join(orders, orders.c.id == credit_notes.c.order_id)
    .where(*_CUSTOMERS)
)


class OrderRepository:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: dict[tuple[str, str], Order | None] = {}

    def get_once(self, merchant: str, number: str) -> Order | None:
        """`get`, read once in this transaction, and again after `changed`."""
        key = merchant, number_key(number)
        if key not in self._seen:
            self._seen[key] = self.get(merchant, number)
        return self._seen[key]

    def changed(self) -> None:
        """This transaction wrote to orders, or to what belongs to them."""
        self._seen.clear()

    def get(self, merchant: str, number: str, lock: bool = False) -> Order | None:
        """The order of that number, however its case, spaces, dashes and « # » were typed.

        `lock` keeps other transactions from changing it until this one ends.
        """
        values = {"merchant": merchant, "number": number_key(number)}
        return next(iter(load(self._connection, _GET_LOCKED if lock else _GET, values)), None)

    def numbers_of(self, merchant: str, email: str) -> list[str]:
        """The numbers of the orders made with that e-mail."""
        same = (orders.c.merchant == merchant) & (orders.c.email_key == email_key(email))
        return list(self._connection.execute(select(orders.c.number).where(same)).scalars())

    def of_customer(self, merchant: str, email: str, limit: int | None = None) -> list[Order]:
        """The customer's orders, the newest first; those without any date come last."""
        values = {"merchant": merchant, "email": email_key(email)}
        if limit is None:
            return load(self._connection, _OF_CUSTOMER, values)
        return load(self._connection, _OF_CUSTOMER_SOME, values | {"limit": limit})

    def of_customer_between(self, merchant: str, email: str, start: datetime, end: datetime) -> list[Order]:
        """The customer's orders from `start` up to, not including, `end`; the newest first."""
        query = (
            select(orders)
            .where(orders.c.merchant == merchant, orders.c.email_key == email_key(email))
            .where(orders.c.sort_at >= start, orders.c.sort_at < end)
            .order_by(orders.c.sort_at.desc(), orders.c.id.desc())
        )
        return load(self._connection, query)

    def by_tracking(self, merchant: str, email: str | None, tracking: str) -> Order | None:
        """The newest order with that parcel; with `email`, only among this customer's."""
        return self.with_parcel(tracking, merchant, email)

    def with_parcel(self, tracking: str, merchant: str | None, email: str | None = None) -> Order | None:
        """The newest order with that parcel: of any merchant, or of one; of anybody, or of one customer."""
        # Not in one query: the engine may then prefer to walk all of the merchant's orders by their date.
        parcel = select(parcels.c.order_id).where(parcels.c.tracking_key == number_key(tracking))
        ids = self._connection.execute(parcel).scalars().all()
        query = (
            select(orders).where(orders.c.id.in_(ids)).order_by(orders.c.sort_at.desc(), orders.c.id.desc())
        )
        for row in self._connection.execute(query).all() if ids else ():
            if merchant in (None, row.merchant) and (email is None or row.email_key == email_key(email)):
                return next(iter(load(self._connection, select(orders).where(orders.c.id == row.id))), None)
        return None

    def put(self, order: Order) -> None:
        """Insert the order or replace it whole, what the assistant had added to it included."""
        write_orders(self._connection, [order], keep_assistants=False)

    def put_all(self, many: Sequence[Order]) -> None:
        """`put` for many orders at once."""
        write_orders(self._connection, many, keep_assistants=False)

    def merge_all(self, many: Sequence[Order]) -> None:
        """Insert or replace, but keep what the assistant had added to an order (tickets, claims, credit
        notes, …)."""
        write_orders(self._connection, many, keep_assistants=True)

    def count(self) -> int:
        return int(self._connection.execute(select(func.count()).select_from(orders)).scalar_one())

    def merchants_with(self, number: str) -> list[str]:
        """The merchants that have an order of that number."""
        query = select(orders.c.merchant).where(orders.c.number_key == number_key(number))
        return sorted(self._connection.execute(query).scalars())

    def credit_balance(self, merchant: str, email: str) -> Decimal:
        """What is left on all credit notes of a customer, in EUR."""
        values = {"merchant": merchant, "email": email_key(email)}
        amount, used = _BALANCE.run(self._connection, values).one()
        return Decimal("0.00") if amount is None else amount - used

    def issued_coupons(self, merchant: str, email: str | None) -> list[IssuedCoupon]:
        """The codes given to anybody and, with `email`, those given to this customer."""
        open_to = issued_coupons.c.email_key.is_(None)
        if email is not None:
            open_to = open_to | (issued_coupons.c.email_key == email_key(email))
        query = select(issued_coupons).where(issued_coupons.c.merchant == merchant, open_to)
        rows = self._connection.execute(query.order_by(issued_coupons.c.id))
        return [IssuedCoupon(row.merchant, row.code, row.email) for row in rows]

    def put_coupon(self, coupon: IssuedCoupon) -> None:
        """Note a code given out; the same one twice is one."""
        if coupon not in self.issued_coupons(coupon.merchant, coupon.email):
            values = vars(coupon) | {"email_key": None if coupon.email is None else email_key(coupon.email)}
            self._connection.execute(insert(issued_coupons), values)
