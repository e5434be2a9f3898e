"""Tables of the assistant's own work: tickets, coupons given out, outbox, conversations, decisions, audit,
keys, counters, published policies.

Decisions and audit rows name the order by merchant and number, not by a foreign key: they outlive it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, false
from sqlalchemy.types import JSON

from bot.orders.columns import PlainText, RowId, UtcInstant
from bot.orders.personal import (
    ERASED,
    FACTS,
    Age,
    by_conversation,
    by_email,
    by_email_key,
    by_key,
    by_letter,
    by_number,
    by_order,
    nobody,
    partly,
    personal,
)
from bot.orders.tables import metadata

# A ticket may concern no order at all (a question that only a person can answer).
tickets = Table(
    "tickets",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("order_id", RowId, ForeignKey("orders.id", ondelete="CASCADE"), index=True),
    Column("by_assistant", Boolean, nullable=False, server_default=false()),
    Column("public_id", PlainText, index=True),
    Column("merchant", PlainText, nullable=False),
    Column("email", PlainText),
    Column("reason", PlainText, nullable=False),
    Column("description", PlainText),
    Column("conversation_id", PlainText),
    Column("opened_at", UtcInstant),
    Column("taken_by", PlainText),  # the person who has the conversation; taken_at: since when
    Column("taken_at", UtcInstant),
    Column("acknowledged_at", UtcInstant),  # when the customer was told that a person reads along
    Column("closed_at", UtcInstant),
    Column("changed_at", UtcInstant),  # by the desk's clock: what is older came late
    Column("desk_ref", PlainText, index=True),  # what the outside desk calls it
    info=partly(
        "Tickets",
        by_email(),
        by_order(),
        by_conversation(),
        blanked={"email": None, "description": None, "conversation_id": None, "desk_ref": None},
        plain="id order_id by_assistant public_id merchant reason opened_at taken_by taken_at "
        "acknowledged_at closed_at changed_at",
        age=Age("tickets", "opened_at"),
    ),
    sqlite_autoincrement=True,
)

issued_coupons = Table(
    "issued_coupons",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("merchant", PlainText, nullable=False),
    Column("code", PlainText, nullable=False),
    Column("email", PlainText),
    Column("email_key", PlainText),  # null: for anybody
    Index(None, "merchant", "email_key"),
    info=personal("Codes offerts", by_email_key()),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("email_id", RowId, ForeignKey("emails.id", ondelete="SET NULL"), index=True),
    Column("recipient", PlainText, nullable=False),
    Column("subject", PlainText, nullable=False),
    Column("body", PlainText, nullable=False),
    Column("queued_at", UtcInstant, nullable=False),
    Column("delivered_at", UtcInstant, index=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("last_error", PlainText),
    Column("due_at", UtcInstant),  # no sender takes it before; null: at once
    info=personal("Courrier", by_email("recipient"), by_letter(), age=Age("outbox", "queued_at")),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", PlainText, primary_key=True),
    Column("merchant", PlainText, nullable=False),
    Column("customer", PlainText),
    Column("state", JSON, nullable=False),
    Column("created_at", UtcInstant, nullable=False),
    Column("expires_at", UtcInstant, index=True),
    Column("address", PlainText),  # the network address that opened it; null in a terminal
    Index(None, "created_at", "merchant"),
    info=personal(
        "Conversations", by_email("customer"), by_conversation("id"), age=Age("conversations", "created_at")
    ),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("conversation_id", PlainText, nullable=False, index=True),
    Column("merchant", PlainText),
    Column("number_key", PlainText),
    Column("policy_hash", PlainText, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("decision", JSON, nullable=False),
    Column("asked", JSON(none_as_null=True)),  # the case decided; null where no policy was asked
    Column("message_id", PlainText),  # of the customer's message that it answers, where the channel gave one
    Column("topic", PlainText),  # as in `decision`, to be counted
    Column("outcome", PlainText),
    Index(None, "merchant", "number_key"),
    Index(None, "at"),
    # `relais stats` counts within this index alone, in its order.
    Index("ix_decisions_counted", "merchant", "topic", "outcome", "at", "conversation_id"),
    info=personal("Décisions", by_conversation(), by_number(), age=Age("decisions", "at")),
)

audit = Table(
    "audit",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("conversation_id", PlainText, nullable=False, index=True),
    Column("who", PlainText),
    Column("effect", PlainText, nullable=False),
    Column("clauses", JSON, nullable=False),
    Column("merchant", PlainText),
    Column("number", PlainText),
    Column("number_key", PlainText),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("key", PlainText),
    Index(None, "merchant", "number_key"),
    Index(None, "at", "merchant", "effect"),
    info=partly(
        "Actes",
        by_email("who"),
        by_number(),
        by_conversation(),
        blanked={"conversation_id": ERASED, "who": None, "before": FACTS, "after": FACTS, "key": None},
        plain="id effect clauses merchant number number_key at",
        age=Age("audit", "at"),
    ),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("key", PlainText, primary_key=True),
    Column("at", UtcInstant, index=True),  # real time, whatever a rehearsal's clock says
    info=personal("Clés des actes", by_key(), age=Age("conversations", "at")),
)

# Counts within a window: `count` things since `since`.
tallies = Table(
    "tallies",
    metadata,
    Column("key", PlainText, primary_key=True),
    Column("since", UtcInstant, nullable=False, index=True),
    Column("count", Integer, nullable=False),
    info=personal("Compteurs", by_key(), age=Age("counters", "since")),
)

policy_versions = Table(
    "policy_versions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("merchant", PlainText, nullable=False),
    Column("hash", PlainText, nullable=False),
    Column("files", JSON, nullable=False),
    Column("published_at", UtcInstant, nullable=False),
    Index(None, "merchant", "id"),
    info=nobody("id merchant hash files published_at"),
)
