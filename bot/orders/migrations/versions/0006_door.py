"""Counters shared by all processes; the network address that opened a conversation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_tallies"),
    )
    op.create_index("ix_tallies_since", "tallies", ["since"])
    op.add_column("conversations", sa.Column("address", sa.Text()))


def downgrade() -> None:
    op.drop_column("conversations", "address")
    op.drop_table("tallies")
