"""A word to support staff, as a ticket."""

from __future__ import annotations

from datetime import datetime

from bot.channels.messaging.words import NOT_DELIVERED
from bot.orders.store import Transaction


def tell(
    tx: Transaction, conversation_id: str, merchant: str, description: str, at: datetime, about: str = ""
) -> None:
    """Once a day for a conversation, and for each thing that it is `about`."""
    if not tx.records.claim_key(f"{NOT_DELIVERED}:{conversation_id}:{about or at.date()}"):
        return
    conversation = tx.conversations.get(conversation_id, lock=False)
    customer = conversation.customer if conversation else None
    tx.writes.add_ticket(merchant, None, customer, NOT_DELIVERED, description, conversation_id, at)
