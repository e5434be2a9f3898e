"""Conversations, and what accounts for them: decisions, audit, idempotency keys.

A migration never changes once released: it spells the columns out rather than import the tables of today.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def row_id() -> Any:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def instant() -> Any:
    return sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("merchant", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text()),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("created_at", instant(), nullable=False),
        sa.Column("expires_at", instant()),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_expires_at", "conversations", ["expires_at"])
    op.create_table(
        "decisions",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("merchant", sa.Text()),
        sa.Column("number_key", sa.Text()),
        sa.Column("policy_hash", sa.Text(), nullable=False),
        sa.Column("at", instant(), nullable=False),
        sa.Column("decision", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_conversation_id", "decisions", ["conversation_id"])
    op.create_index("ix_decisions_merchant_number_key", "decisions", ["merchant", "number_key"])
    op.create_table(
        "audit",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("who", sa.Text()),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("merchant", sa.Text()),
        sa.Column("number", sa.Text()),
        sa.Column("number_key", sa.Text()),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("at", instant(), nullable=False),
        sa.Column("key", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_merchant_number_key", "audit", ["merchant", "number_key"])
    op.create_table(
        "idempotency_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_idempotency_keys"),
    )


def downgrade() -> None:
    for name in ("idempotency_keys", "audit", "decisions", "conversations"):
        op.drop_table(name)
