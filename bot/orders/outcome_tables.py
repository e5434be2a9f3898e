"""How a turn ended, decided once: whoever writes the row first, the assistant or an apology, is believed."""

from __future__ import annotations

from sqlalchemy import Column, Table
from sqlalchemy.types import JSON

from bot.orders.columns import PlainText, UtcInstant
from bot.orders.personal import Age, by_conversation, personal
from bot.orders.tables import metadata

turn_outcomes = Table(
    "turn_outcomes",
    metadata,
    Column("conversation_id", PlainText, primary_key=True),
    Column("message_id", PlainText, primary_key=True),
    Column("outcome", JSON, nullable=False),  # what the customer is to be told; {} once they were
    Column("at", UtcInstant, nullable=False, index=True),
    info=personal("Réponses à remettre", by_conversation(), age=Age("messages", "at")),
)
