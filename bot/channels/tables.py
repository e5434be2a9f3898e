"""Tables of the web door: what came in, and the log of what a conversation's browsers are to show.

Events are numbered within their conversation (`seq`, from 1), so that a reader that knows the last number it
saw misses nothing and sees nothing twice.

A conversation with messages to answer is owned by one server process, as long as that one is alive. Instants
of life are seconds of the database's own clock: the machines' need not agree.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, Table
from sqlalchemy.types import JSON

from bot.orders.columns import PlainText, UtcInstant
from bot.orders.personal import Age, by_conversation, nobody, personal
from bot.orders.tables import metadata

web_messages = Table(
    "web_messages",
    metadata,
    Column("conversation_id", PlainText, primary_key=True),
    Column("client_id", PlainText, primary_key=True),  # chosen by the browser: a retry brings it again
    Column("text", PlainText, nullable=False),
    Column("received_at", UtcInstant, nullable=False),
    Column("answered_at", UtcInstant),
    Column("place", Integer, nullable=False, server_default="0"),  # the number of its event: their order
    Index(None, "answered_at", "received_at"),
    Index(None, "received_at"),
    info=personal("Messages reçus", by_conversation(), age=Age("messages", "received_at")),
)

web_events = Table(
    "web_events",
    metadata,
    Column("conversation_id", PlainText, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", PlainText, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("at", UtcInstant, nullable=False, index=True),
    info=personal("Messages affichés", by_conversation(), age=Age("messages", "at")),
)

# A customer's thumb on an answer. `client_id` is the message answered: the turn's `decisions` bear it.
feedback = Table(
    "feedback",
    metadata,
    Column("conversation_id", PlainText, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("client_id", PlainText, nullable=False),
    Column("rating", PlainText, nullable=False),  # up or down
    Column("at", UtcInstant, nullable=False, index=True),
    info=personal("Avis sur les réponses", by_conversation(), age=Age("messages", "at")),
)

web_servers = Table(
    "web_servers",
    metadata,
    Column("id", PlainText, primary_key=True),
    Column("alive_until", Float(53), nullable=False),
    info=nobody("id alive_until"),
)

web_owners = Table(
    "web_owners",
    metadata,
    Column("conversation_id", PlainText, primary_key=True),
    Column("server", PlainText, nullable=False),
    info=personal("Conversations en cours", by_conversation()),
)
