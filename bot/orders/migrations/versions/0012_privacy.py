"""Receipts of erasures; keys of acts and messages can be found by their age."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merchant", sa.Text()),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
        sqlite_autoincrement=True,
    )
    op.add_column("idempotency_keys", sa.Column("at", sa.DateTime(timezone=True)))
    op.create_index("ix_idempotency_keys_at", "idempotency_keys", ["at"])
    op.create_index("ix_web_messages_received_at", "web_messages", ["received_at"])
    op.create_index("ix_web_events_at", "web_events", ["at"])


def downgrade() -> None:
    op.drop_index("ix_web_events_at", "web_events")
    op.drop_index("ix_web_messages_received_at", "web_messages")
    op.drop_index("ix_idempotency_keys_at", "idempotency_keys")
    op.drop_column("idempotency_keys", "at")
    op.drop_table("erasures")
