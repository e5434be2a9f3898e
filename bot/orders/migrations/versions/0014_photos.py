"""Customers' photos; what a conversation has brought about is found by its id."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "photos",
        sa.Column("id", row_id, autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("merchant", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text()),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_photos"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_photos_reference", "photos", ["reference"])
    op.create_index("ix_photos_received_at", "photos", ["received_at"])
    op.create_index(
        "ix_photos_conversation_id_client_id", "photos", ["conversation_id", "client_id"], unique=True
    )
    op.create_index("ix_audit_conversation_id", "audit", ["conversation_id"])


def downgrade() -> None:
    op.drop_index("ix_audit_conversation_id", "audit")
    op.drop_table("photos")
