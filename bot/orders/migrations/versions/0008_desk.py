"""Tickets that people work on, and what an outside desk is to be told of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
TICKET_COLUMNS = ("taken_by", "taken_at", "acknowledged_at", "closed_at", "changed_at", "desk_ref")


def row_id() -> Any:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def instant() -> Any:
    return sa.DateTime(timezone=True)


def upgrade() -> None:
    for name in TICKET_COLUMNS:
        op.add_column("tickets", sa.Column(name, instant() if name.endswith("_at") else sa.Text()))
    op.create_index("ix_tickets_desk_ref", "tickets", ["desk_ref"])
    op.create_table(
        "ticket_messages",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("ticket_id", row_id(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", instant(), nullable=False),
        sa.Column("way", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_messages"),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name="fk_ticket_messages_ticket_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ticket_messages_ticket_id", "ticket_messages", ["ticket_id"])
    op.create_table(
        "desk_events",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ticket_id", row_id(), nullable=False),
        sa.Column("message_id", row_id()),
        sa.Column("merchant", sa.Text(), nullable=False),
        sa.Column("at", instant(), nullable=False),
        sa.Column("delivered_at", instant()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("due_at", instant()),
        sa.Column("last_error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_desk_events"),
        sa.UniqueConstraint("event_id", name="uq_desk_events_event_id"),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name="fk_desk_events_ticket_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["ticket_messages.id"], name="fk_desk_events_message_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_desk_events_ticket_id", "desk_events", ["ticket_id"])
    op.create_index("ix_desk_events_delivered_at", "desk_events", ["delivered_at"])


def downgrade() -> None:
    op.drop_table("desk_events")
    op.drop_table("ticket_messages")
    op.drop_index("ix_tickets_desk_ref", "tickets")
    for name in TICKET_COLUMNS:
        op.drop_column("tickets", name)
