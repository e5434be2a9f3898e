"""What is registered on orders: e-mails, credit notes, cases, tickets; coupons given out and the outbox.

A migration never changes once released: it spells the columns out rather than import the tables of today.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def row_id() -> Any:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def instant() -> Any:
    return sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "emails",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("order_id", row_id(), nullable=False),
        sa.Column("by_assistant", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sent_at", instant()),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_emails_order_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_emails"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_emails_order_id", "emails", ["order_id"])
    op.create_table(
        "credit_notes",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("order_id", row_id(), nullable=False),
        sa.Column("by_assistant", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("used_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name="fk_credit_notes_order_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_credit_notes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_credit_notes_order_id", "credit_notes", ["order_id"])
    op.create_table(
        "cases",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("order_id", row_id(), nullable=False),
        sa.Column("by_assistant", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("opened_at", instant()),
        sa.Column("received_at", instant()),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_cases_order_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cases_order_id", "cases", ["order_id"])
    op.create_table(
        "tickets",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("order_id", row_id()),
        sa.Column("by_assistant", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("public_id", sa.Text()),
        sa.Column("merchant", sa.Text(), nullable=False),
        sa.Column("email", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("conversation_id", sa.Text()),
        sa.Column("opened_at", instant()),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_tickets_order_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tickets_order_id", "tickets", ["order_id"])
    op.create_index("ix_tickets_public_id", "tickets", ["public_id"])
    op.create_table(
        "issued_coupons",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("merchant", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("email", sa.Text()),
        sa.Column("email_key", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_issued_coupons"),
    )
    op.create_index("ix_issued_coupons_merchant_email_key", "issued_coupons", ["merchant", "email_key"])
    op.create_table(
        "outbox",
        sa.Column("id", row_id(), nullable=False),
        sa.Column("email_id", row_id()),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("queued_at", instant(), nullable=False),
        sa.Column("delivered_at", instant()),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text()),
        sa.ForeignKeyConstraint(["email_id"], ["emails.id"], name="fk_outbox_email_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_delivered_at", "outbox", ["delivered_at"])
    op.create_index("ix_outbox_email_id", "outbox", ["email_id"])


def downgrade() -> None:
    for name in ("outbox", "issued_coupons", "tickets", "cases", "credit_notes", "emails"):
        op.drop_table(name)
