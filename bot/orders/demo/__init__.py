"""The demo store: a few customers of each merchant, with orders in every state that the policies tell apart.

All instants are relative to the moment asked for, so that the demo never goes stale.
"""

from __future__ import annotations

from datetime import datetime

from bot.orders.demo import coupons, imprimante, inno, laposte_pro, logistique, pictoonline
from bot.orders.model import IssuedCoupon, Order
from bot.orders.store import Store

SHOPS = (laposte_pro, logistique, imprimante, pictoonline, inno)


def demo_orders(now: datetime) -> tuple[list[Order], list[IssuedCoupon]]:
    """The demo's orders and the codes given out, as they stand at `now` (aware)."""
    return [order for shop in SHOPS for order in shop.orders(now)], list(coupons.COUPONS)


def seed_demo(store: Store, now: datetime) -> int:
    """Put the demo's orders as they stand at `now`, over those of an earlier seeding, and return how many.

    What the assistant had done to them is undone; other orders are left alone.
    """
    orders, codes = demo_orders(now)
    with store.transaction() as tx:
        tx.orders.put_all(orders)
        for coupon in codes:
            tx.orders.put_coupon(coupon)
    return len(orders)
