"""Tables of the human end of the line: what is said with a ticket, and what an outside desk is to be told.

An event names its ticket and message and copies nothing of them: what a desk is told is put together when it
is sent, so a person's words lie in one place only.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from bot.orders.columns import PlainText, RowId, UtcInstant
from bot.orders.personal import Age, by_ticket, nobody, personal
from bot.orders.tables import metadata

ticket_messages = Table(
    "ticket_messages",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("ticket_id", RowId, ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("author", PlainText, nullable=False),  # customer, assistant or person
    Column("name", PlainText),
    Column("text", PlainText, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("way", PlainText),  # how a person's words reached the customer: conversation, email, none
    info=personal("Messages des tickets", by_ticket(), age=Age("tickets", "at")),
    sqlite_autoincrement=True,
)

desk_events = Table(
    "desk_events",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("event_id", PlainText, nullable=False, unique=True),
    Column("kind", PlainText, nullable=False),
    Column("ticket_id", RowId, ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("message_id", RowId, ForeignKey("ticket_messages.id", ondelete="CASCADE")),
    Column("merchant", PlainText, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("delivered_at", UtcInstant, index=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", UtcInstant),  # not to be tried before; null: at once
    Column("last_error", PlainText),
    info=nobody(
        "id event_id kind ticket_id message_id merchant at delivered_at attempts due_at last_error",
        age=Age("tickets", "at"),
    ),
    sqlite_autoincrement=True,
)
