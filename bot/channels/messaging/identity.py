"""Who a customer of a channel is: nobody, until the guest check says so.

A phone number or a mailbox is no identity by itself. Only where the merchant vouches for the addresses of a
channel (`verified_addresses`), and one is the e-mail of an order, is it taken for its customer's. Orders hold
no telephone number today: once they do, a `phone` beside `Platform.email` is asked here.
"""

from __future__ import annotations

from bot.channels.messaging.platform import Platform
from bot.orders.store import Transaction


def customer_of(platform: Platform, peer: str, tx: Transaction, proven: bool = True) -> str | None:
    """The e-mail address of the customer, None for a guest. `proven`: that the peer is who wrote; a sender's
    address can be forged."""
    account = platform.account
    if not (proven and account.verified and platform.email):
        return None
    return peer if tx.orders.numbers_of(account.merchant, peer) else None
