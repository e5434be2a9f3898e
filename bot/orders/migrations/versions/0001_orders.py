"""Orders with their lines, payments, parcels and coupons.

A migration never changes once released: it spells the columns out rather than import the tables of today.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def row_id() -> Any:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def instant() -> Any:
    return sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "orders",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("merchant", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_key", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text()),
        sa.Column("placed_at", instant()),
        sa.Column("paid_at", instant()),
        sa.Column("confirmed_at", instant()),
        sa.Column("cancelled_at", instant()),
        sa.Column("sort_at", instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_orders"),
        sa.UniqueConstraint("merchant", "number_key", name="uq_orders_merchant_number_key"),
    )
    op.create_index("ix_orders_merchant_email_key_sort_at", "orders", ["merchant", "email_key", "sort_at"])
    op.create_table(
        "order_lines",
        sa.Column("order_id", row_id(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.Column("unit_price_cents", sa.BigInteger(), nullable=False),
        sa.Column("seller", sa.Text()),
        sa.Column("produced", sa.Boolean()),
        sa.Column("stage", sa.Text()),
        sa.Column("label_used", sa.Boolean()),
        sa.Column("label_valid_until", sa.Date()),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name="fk_order_lines_order_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("order_id", "position", name="pk_order_lines"),
        sa.UniqueConstraint("order_id", "line", name="uq_order_lines_order_id_line"),
    )
    op.create_table(
        "payments",
        sa.Column("order_id", row_id(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_payments_order_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("order_id", "position", name="pk_payments"),
    )
    op.create_table(
        "parcels",
        sa.Column("order_id", row_id(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("tracking_key", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("dispatched_at", instant()),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_parcels_order_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("order_id", "position", name="pk_parcels"),
    )
    op.create_index("ix_parcels_tracking_key", "parcels", ["tracking_key"])
    op.create_table(
        "scans",
        sa.Column("order_id", row_id(), nullable=False),
        sa.Column("parcel", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", instant()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id", "parcel"],
            ["parcels.order_id", "parcels.position"],
            name="fk_scans_order_id_parcel",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("order_id", "parcel", "position", name="pk_scans"),
    )
    op.create_table(
        "order_coupons",
        sa.Column("order_id", row_id(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name="fk_order_coupons_order_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("order_id", "position", name="pk_order_coupons"),
    )


def downgrade() -> None:
    for name in ("order_coupons", "scans", "parcels", "payments", "order_lines", "orders"):
        op.drop_table(name)
