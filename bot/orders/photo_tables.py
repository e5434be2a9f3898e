"""The table of customers' photos.

A photo belongs to its conversation; `reference` is the ticket or incident it goes with, once there is one.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from bot.orders.columns import PlainText, RowId, UtcInstant
from bot.orders.personal import Age, by_conversation, personal
from bot.orders.tables import metadata

photos = Table(
    "photos",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("conversation_id", PlainText, nullable=False),
    Column("client_id", PlainText, nullable=False),  # chosen by the browser: a retry brings it again
    Column("merchant", PlainText, nullable=False),
    Column("reference", PlainText, index=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("jpeg", LargeBinary, nullable=False),
    Column("received_at", UtcInstant, nullable=False, index=True),
    Index(None, "conversation_id", "client_id", unique=True),
    info=personal("Photos", by_conversation(), age=Age("tickets", "received_at")),
    sqlite_autoincrement=True,
)
