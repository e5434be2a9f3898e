"""Several server processes: whose turn a conversation is, who is alive, how a turn ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "turn_outcomes",
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "message_id", name="pk_turn_outcomes"),
    )
    op.create_index("ix_turn_outcomes_at", "turn_outcomes", ["at"])
    op.create_table(
        "web_servers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("alive_until", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_web_servers"),
    )
    op.create_table(
        "web_owners",
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("server", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_web_owners"),
    )
    op.add_column("web_messages", sa.Column("place", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("web_messages", "place")
    op.drop_table("web_owners")
    op.drop_table("web_servers")
    op.drop_table("turn_outcomes")
