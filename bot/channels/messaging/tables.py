"""Tables of the messaging channels: which conversation is held where, how far it is delivered, what came."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table
from sqlalchemy.types import JSON

from bot.orders.columns import PlainText, UtcInstant
from bot.orders.personal import Age, by_conversation, personal
from bot.orders.tables import metadata

# `delivered_seq`: all events up to it are sent; `delivered_parts`: so many messages of the next one are.
# `due_at`: when there is something to send, null if there is not; `lease`: who sends, until `leased_until`.
# `held`: why nothing can be sent until the customer writes again.
channel_conversations = Table(
    "channel_conversations",
    metadata,
    Column("conversation_id", PlainText, primary_key=True),
    Column("channel", PlainText, nullable=False),
    Column("peer", PlainText, nullable=False),
    Column("merchant", PlainText, nullable=False),
    Column("opened_at", UtcInstant, nullable=False),
    Column("expires_at", UtcInstant, nullable=False),
    Column("last_in_at", UtcInstant, nullable=False),
    Column("context", JSON, nullable=False),
    Column("choices", JSON, nullable=False),
    Column("delivered_seq", Integer, nullable=False, server_default="0"),
    Column("delivered_parts", Integer, nullable=False, server_default="0"),
    Column("due_at", UtcInstant, index=True),
    Column("leased_until", UtcInstant),
    Column("lease", PlainText),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("held", PlainText),
    Column("last_error", PlainText),
    Index(None, "channel", "peer"),
    info=personal("Conversations sur les messageries", by_conversation(), age=Age("messages", "last_in_at")),
)

# What a platform brought, by its own id: it brings it again when it doubts that we heard.
channel_messages = Table(
    "channel_messages",
    metadata,
    Column("channel", PlainText, primary_key=True),
    Column("message_id", PlainText, primary_key=True),
    Column("conversation_id", PlainText),
    Column("received_at", UtcInstant, nullable=False, index=True),
    info=personal("Messages reçus des messageries", by_conversation(), age=Age("messages", "received_at")),
)
