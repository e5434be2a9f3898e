"""One outcome a turn, whatever dies or comes late.

The assistant writes a turn's outcome in the transaction of its effects; a server that gives a turn up writes
its apology. Only the first of the two succeeds. So a turn may be tried again on another process: what was
done is told, not done again. And an action that comes to its end after the apology undoes itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.engine import Connection

from bot.orders.outcome_tables import turn_outcomes
from bot.orders.prepared import Prepared

_SAME = (
    turn_outcomes.c.conversation_id == bindparam("conversation"),
    turn_outcomes.c.message_id == bindparam("message"),
)
_GET = Prepared(select(turn_outcomes.c.outcome).where(*_SAME))
_TOLD = Prepared(update(turn_outcomes).where(*_SAME).values(outcome=bindparam("told")))
_SETTLE = Prepared(
    lambda dialect: (
        dialect.insert(turn_outcomes)
        .values(
            conversation_id=bindparam("conversation"),
            message_id=bindparam("message"),
            outcome=bindparam("settled"),
            at=bindparam("now"),
        )
        .on_conflict_do_nothing()
    )
)


class OutcomeRepository:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, conversation_id: str, message_id: str) -> dict[str, Any] | None:
        """None while it is open; an empty one was already told to the customer."""
        same = {"conversation": conversation_id, "message": message_id}
        found: dict[str, Any] | None = _GET.run(self._connection, same).scalar_one_or_none()
        return found

    def settle(self, conversation_id: str, message_id: str, outcome: Mapping[str, Any], at: datetime) -> bool:
        """False if the turn was settled before. Waits for a transaction that is just settling it."""
        values = {"conversation": conversation_id, "message": message_id, "settled": dict(outcome), "now": at}
        return bool(_SETTLE.run(self._connection, values).rowcount == 1)

    def told(self, conversation_id: str, message_id: str) -> None:
        """The customer has it: its words are kept no longer, that it is settled is."""
        same = {"conversation": conversation_id, "message": message_id}
        _TOLD.run(self._connection, same | {"told": {}})

    def forget(self, before: datetime) -> int:
        """Remove outcomes settled before an instant; returns how many."""
        query = delete(turn_outcomes).where(turn_outcomes.c.at < before)
        return int(self._connection.execute(query).rowcount)
