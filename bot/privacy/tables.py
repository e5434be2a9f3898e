"""Receipts of erasures: that it was done, when and over how many rows; not whose."""

from __future__ import annotations

from sqlalchemy import Column, Table
from sqlalchemy.types import JSON

from bot.orders.columns import PlainText, RowId, UtcInstant
from bot.orders.personal import Age, nobody
from bot.orders.tables import metadata

erasures = Table(
    "erasures",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", UtcInstant, nullable=False),
    Column("merchant", PlainText),  # null: everywhere
    Column("salt", PlainText, nullable=False),
    # HMAC of salt and e-mail: tells nothing without our key, and with it only whether it was this e-mail.
    Column("mark", PlainText, nullable=False),
    Column("counts", JSON, nullable=False),
    info=nobody("id at merchant salt mark counts", age=Age("receipts", "at")),
    sqlite_autoincrement=True,
)
