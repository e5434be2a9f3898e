"""Topic and outcome of a decision in columns of their own; indexes that hold what `relais stats` counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
COUNTED = ["merchant", "topic", "outcome", "at", "conversation_id"]


def upgrade() -> None:
    op.add_column("decisions", sa.Column("topic", sa.Text()))
    op.add_column("decisions", sa.Column("outcome", sa.Text()))
    if op.get_bind().dialect.name == "postgresql":
        told = "topic = decision->>'topic', outcome = decision->>'outcome'"
    else:
        told = "topic = json_extract(decision, '$.topic'), outcome = json_extract(decision, '$.outcome')"
    op.execute(f"UPDATE decisions SET {told}")
    op.create_index("ix_decisions_counted", "decisions", COUNTED)
    op.create_index("ix_audit_at_merchant_effect", "audit", ["at", "merchant", "effect"])
    op.create_index("ix_conversations_created_at_merchant", "conversations", ["created_at", "merchant"])


def downgrade() -> None:
    op.drop_index("ix_conversations_created_at_merchant", "conversations")
    op.drop_index("ix_audit_at_merchant_effect", "audit")
    op.drop_index("ix_decisions_counted", "decisions")
    op.drop_column("decisions", "outcome")
    op.drop_column("decisions", "topic")
