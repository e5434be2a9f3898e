"""The assistant's side of a conversation: who it is with and where it stands. Rasa's tracker never holds
this."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.engine import Connection

from bot.orders.prepared import Dialect, Prepared
from bot.orders.work_tables import conversations


@dataclass(frozen=True)
class Conversation:
    """`customer` is the signed-in customer's e-mail; `state` holds JSON values only; `address` is the network
    address that opened it."""

    id: str
    merchant: str
    customer: str | None = None
    state: dict[str, Any] = field(default_factory=dict)
    created_at: datetime | None = None
    expires_at: datetime | None = None
    address: str | None = None


_ONE = select(conversations).where(conversations.c.id == bindparam("id"))
_STANDING = Prepared(
    select(conversations.c.merchant, conversations.c.expires_at).where(conversations.c.id == bindparam("id"))
)
_GET, _GET_LOCKED = Prepared(_ONE), Prepared(_ONE.with_for_update())
_ALONE = Prepared(select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("id"), 0))))


def _put(dialect: Dialect) -> Any:
    columns = [column.name for column in conversations.c]
    query = dialect.insert(conversations).values({name: bindparam(name) for name in columns})
    news = {name: query.excluded[name] for name in columns if name not in ("id", "created_at")}
    return query.on_conflict_do_update(index_elements=["id"], set_=news)


_PUT = Prepared(_put)


class ConversationRepository:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, id: str, lock: bool = True) -> Conversation | None:
        """The conversation. `lock` makes other turns of it wait, its very first included, until this one
        ends."""
        query = _GET
        if lock and self._connection.dialect.name == "postgresql":
            # A row that is not there yet cannot be locked: two first messages at once would both find
            # nothing.
            _ALONE.run(self._connection, {"id": id})
            query = _GET_LOCKED
        row = query.run(self._connection, {"id": id}).one_or_none()
        return None if row is None else Conversation(**row._asdict())

    def standing(self, id: str) -> tuple[str, datetime | None] | None:
        """(merchant, end) of the conversation, without what it has come to; None if it is not there."""
        row = _STANDING.run(self._connection, {"id": id}).one_or_none()
        return None if row is None else (row.merchant, row.expires_at)

    def put(self, conversation: Conversation) -> None:
        """Insert or replace it. `created_at` is needed the first time and kept afterwards."""
        values = dict(vars(conversation))
        if conversation.created_at is None:
            del values["created_at"]
            same = conversations.c.id == conversation.id
            if self._connection.execute(update(conversations).where(same).values(values)).rowcount == 0:
                raise ValueError(f"a new conversation needs created_at: {conversation.id}")
            return
        _PUT.run(self._connection, values)

    def delete_expired(self, now: datetime) -> int:
        """Forget conversations past their `expires_at`; returns how many."""
        return int(
            self._connection.execute(delete(conversations).where(conversations.c.expires_at <= now)).rowcount
        )
