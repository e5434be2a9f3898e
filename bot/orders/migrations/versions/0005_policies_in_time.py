"""Published policies; the case that a decision decided; when a letter is due again."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def row_id() -> Any:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "policy_versions",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("merchant", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_policy_versions"),
    )
    op.create_index("ix_policy_versions_merchant_id", "policy_versions", ["merchant", "id"])
    op.add_column("decisions", sa.Column("asked", sa.JSON()))
    op.create_index("ix_decisions_at", "decisions", ["at"])
    op.add_column("outbox", sa.Column("due_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("outbox", "due_at")
    op.drop_index("ix_decisions_at", "decisions")
    op.drop_column("decisions", "asked")
    op.drop_table("policy_versions")
