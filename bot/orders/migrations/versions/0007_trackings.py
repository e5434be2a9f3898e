"""What carriers said of an order's parcels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.orders.columns import RowId

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "trackings",
        sa.Column("order_id", RowId, nullable=False),
        sa.Column("tracking_key", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name="fk_trackings_order_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("order_id", "tracking_key", name="pk_trackings"),
    )


def downgrade() -> None:
    op.drop_table("trackings")
