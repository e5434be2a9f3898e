"""What is kept to account for: the decision log, the audit of effects, the keys of what was already done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from bot.orders.keys import number_key
from bot.orders.model import Order
from bot.orders.prepared import Prepared
from bot.orders.work_tables import audit, decisions, idempotency_keys

_ADD_DECISION = Prepared(
    insert(decisions)
    .values({column.name: bindparam(column.name) for column in decisions.c if column.name != "id"})
    .inline()
)


class RecordRepository:
    """An order is given as an Order, or as its number alone where the merchant does not matter."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_decision(
        self,
        conversation_id: str,
        decision: Mapping[str, Any],
        policy_hash: str,
        at: datetime,
        asked: Mapping[str, Any] | None = None,
        message_id: str | None = None,
    ) -> None:
        """Log a decision (JSON values, in the words of the contract) with the hash of the policies that
        made it, the case they were asked, if they were, and the message that it answers, if it has an id."""
        number = decision.get("order")
        values = {
            "conversation_id": conversation_id,
            "merchant": decision.get("merchant"),
            "number_key": None if number is None else number_key(number),
            "policy_hash": policy_hash,
            "at": at,
            "topic": decision.get("topic"),
            "outcome": decision.get("outcome"),
            "decision": dict(decision),
            "asked": None if asked is None else dict(asked),
            "message_id": message_id,
        }
        _ADD_DECISION.run(self._connection, values)

    def decisions(
        self, conversation_id: str | None = None, order: Order | str | None = None, limit: int | None = 100
    ) -> list[dict[str, Any]]:
        """The newest decisions first, each {"conversation_id", "policy_hash", "at", "decision"}."""
        query = select(
            decisions.c.conversation_id, decisions.c.policy_hash, decisions.c.at, decisions.c.decision
        )
        if conversation_id is not None:
            query = query.where(decisions.c.conversation_id == conversation_id)
        if order is not None:
            query = query.where(*_about(decisions, order))
        rows = self._connection.execute(query.order_by(decisions.c.id.desc()).limit(limit))
        return [dict(row) for row in rows.mappings()]

    def replayable(self, since: datetime | None = None, limit: int = 1000) -> list[dict[str, Any]]:
        """The newest decisions that a policy made, the newest first, each {"id", "conversation_id", "at",
        "decision", "asked"}; some more than `limit` where a turn's last ones would be cut off.

        What repeats an offer (its yes) is left out.
        """
        names = ("id", "conversation_id", "at", "decision", "asked")
        made = (decisions.c.asked.is_not(None), decisions.c.decision["outcome"].as_string() != "applied")
        query = select(*(decisions.c[name] for name in names)).where(*made).order_by(decisions.c.id.desc())
        newest = query if since is None else query.where(decisions.c.at >= since)
        rows = self._connection.execute(newest.limit(limit)).all()
        if rows:
            last = rows[-1]
            same = (decisions.c.conversation_id == last.conversation_id, decisions.c.at == last.at)
            rows += self._connection.execute(query.where(*same, decisions.c.id < last.id)).all()
        return [dict(row._mapping) for row in rows]

    def add_audit(
        self,
        conversation_id: str,
        who: str | None,
        effect: str,
        clauses: Sequence[str],
        order: Order | None,
        before: list[Any],
        after: list[Any],
        at: datetime,
        key: str | None,
    ) -> None:
        """Write down an effect: asked by whom, under which clauses, what was there before and after (JSON
        values)."""
        values = {
            "conversation_id": conversation_id,
            "who": who,
            "effect": effect,
            "clauses": list(clauses),
            "merchant": order.merchant if order else None,
            "number": order.number if order else None,
            "number_key": number_key(order.number) if order else None,
            "before": before,
            "after": after,
            "at": at,
            "key": key,
        }
        self._connection.execute(insert(audit), values)

    def audit(self, order: Order | str | None = None, limit: int | None = 100) -> list[dict[str, Any]]:
        """The newest audit rows first, in the words of `add_audit`, with `merchant` and `order` (its
        number)."""
        query = select(
            *(audit.c[name] for name in ("conversation_id", "who", "effect", "clauses", "merchant")),
            audit.c.number.label("order"),
            *(audit.c[name] for name in ("before", "after", "at", "key")),
        )
        if order is not None:
            query = query.where(*_about(audit, order))
        return [
            dict(row)
            for row in self._connection.execute(query.order_by(audit.c.id.desc()).limit(limit)).mappings()
        ]

    def claim_key(self, key: str) -> bool:
        """Take an idempotency key: True for the first to ask, False ever after. A rollback gives it back."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        query = (
            dialect.insert(idempotency_keys)
            .values(key=key, at=datetime.now(timezone.utc))
            .on_conflict_do_nothing()
        )
        return bool(self._connection.execute(query).rowcount == 1)


def _about(table: Any, order: Order | str) -> list[ColumnElement[bool]]:
    if isinstance(order, str):
        return [table.c.number_key == number_key(order)]
    return [table.c.merchant == order.merchant, table.c.number_key == number_key(order.number)]
