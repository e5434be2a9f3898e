"""Conversations on messaging channels: where they are held, how far they are delivered, what was taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "channel_conversations",
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("peer", sa.Text(), nullable=False),
        sa.Column("merchant", sa.Text(), nullable=False),
        sa.Column("opened_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("last_in_at", instant, nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("delivered_seq", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("delivered_parts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("due_at", instant),
        sa.Column("leased_until", instant),
        sa.Column("lease", sa.Text()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("held", sa.Text()),
        sa.Column("last_error", sa.Text()),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_channel_conversations"),
    )
    op.create_index("ix_channel_conversations_due_at", "channel_conversations", ["due_at"])
    op.create_index("ix_channel_conversations_channel_peer", "channel_conversations", ["channel", "peer"])
    op.create_table(
        "channel_messages",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text()),
        sa.Column("received_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("channel", "message_id", name="pk_channel_messages"),
    )
    op.create_index("ix_channel_messages_received_at", "channel_messages", ["received_at"])


def downgrade() -> None:
    op.drop_table("channel_messages")
    op.drop_table("channel_conversations")
