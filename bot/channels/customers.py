"""Whose conversation it is to be: in demo mode a demo customer, in production whom the shop vouches for."""

from __future__ import annotations

from typing import Any

from bot.channels.demo import is_customer
from bot.channels.refusals import UNKNOWN_CUSTOMER, Refusal
from bot.channels.services import Services
from bot.sessions import InvalidSession, read_signed_customer


def customer_of(services: Services, tx: Any, merchant: str, claimed: str) -> str:
    """The e-mail address. A shop's word counts once: its number is kept in the same transaction.

    Raises Refusal.
    """
    if services.settings.demo:
        if not is_customer(tx, merchant, claimed):
            raise Refusal(403, UNKNOWN_CUSTOMER)
        return claimed
    try:
        signed = read_signed_customer(claimed, merchant, services.settings.shop_keys(merchant))
    except InvalidSession:
        raise Refusal(401, UNKNOWN_CUSTOMER) from None
    if not tx.records.claim_key(f"shop:{signed.nonce}"):
        raise Refusal(401, UNKNOWN_CUSTOMER)
    return signed.email
