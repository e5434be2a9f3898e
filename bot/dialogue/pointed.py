"""The signed-in customer's order that a problem points at, where none was named or chosen."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue.talk import Talk
from bot.orders.model import Order
from bot.policies.coupons import bare

_LOOKED_AT = 20  # newest orders


def pointed_at(talk: Talk, topic: str) -> Order | None:
    """The newest order with the problem of ``topic``; None for a guest, and for topics without a trace."""
    if not talk.customer or topic not in _TRACES:
        return None
    found = talk.tx.orders.of_customer(talk.pack.merchant.key, talk.customer, limit=_LOOKED_AT)
    return next((order for order in found if _TRACES[topic](talk, order)), None)


def _bears_code(talk: Talk, order: Order) -> bool:
    """The code talked about, or any code that failed."""
    typed = talk.message.entity("coupon")
    return any((bare(c.code) == bare(typed)) if typed else c.status == "not_applied" for c in order.coupons)


def _was_refused(talk: Talk, order: Order) -> bool:
    return bool(order.payments) and order.payments[-1].status == "refused"


_TRACES: dict[str, Callable[[Talk, Order], bool]] = {
    "coupon_not_working": _bears_code,
    "payment_failed": _was_refused,
}
