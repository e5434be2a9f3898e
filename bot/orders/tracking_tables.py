"""What carriers said of an order's parcels: kept beside the order, which an import replaces."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.types import JSON

from bot.orders.columns import PlainText, RowId, UtcInstant
from bot.orders.personal import by_order, personal
from bot.orders.tables import metadata

trackings = Table(
    "trackings",
    metadata,
    Column("order_id", RowId, ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
    Column("tracking_key", PlainText, primary_key=True),
    Column("carrier", PlainText, nullable=False),
    Column("known_at", UtcInstant, nullable=False),  # when the carrier said so
    Column("events", JSON, nullable=False),
    info=personal("Suivis donnés par les transporteurs", by_order()),
)
