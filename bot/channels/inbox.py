"""Customers' messages on their way to an answer: kept, handed to one server process in their order, answered
once. Blocking: call it from a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from bot.channels import owning
from bot.channels.message_log import Event, keep, keep_answer, take_turns
from bot.channels.tables import web_messages
from bot.channels.turns import WAITING, TooMany, Turn
from bot.orders.prepared import Prepared
from bot.orders.store import Store, Transaction
from bot.orders.work_tables import conversations

SETTLED = timedelta(days=1)  # no action is at work for so long
COUNTED = timedelta(days=2)  # no window of the limits is longer

_OPEN = (web_messages.c.conversation_id == bindparam("conversation"), web_messages.c.answered_at.is_(None))
_WAITING = Prepared(select(func.count()).select_from(web_messages).where(*_OPEN))
_NEXT = Prepared(
    select(
        conversations.c.merchant, web_messages.c.client_id, web_messages.c.text, web_messages.c.received_at
    )
    .select_from(web_messages.outerjoin(conversations, conversations.c.id == web_messages.c.conversation_id))
    .where(*_OPEN)
    .order_by(web_messages.c.place, web_messages.c.received_at)
    .limit(1)
)


@dataclass(frozen=True)
class Taken:
    """Whether the message is `new`, the turn to begin with if the conversation became this server's, and what
    is new in the log once the transaction is committed."""

    new: bool
    turn: Turn | None = None
    events: list[Event] = field(default_factory=list)


class Inbox:
    def __init__(self, store: Store, lease: float) -> None:
        """`lease`: seconds after which a server that says nothing counts as dead."""
        self.server = uuid4().hex
        self._store = store
        self._lease = lease

    def take(self, conversation: str, client_id: str, text: str, at: datetime) -> Taken:
        """Keep a message. A client id that was taken before changes nothing. Raises TooMany."""
        with self._store.transaction() as tx:
            return self.take_within(tx, conversation, client_id, text, at)

    def take_within(
        self, tx: Transaction, conversation: str, client_id: str, text: str, at: datetime
    ) -> Taken:
        """`take` as a part of the caller's transaction."""
        events = keep(tx.connection, conversation, client_id, text, at)
        if events is None:
            return Taken(False)
        turn = self.begin(tx.connection, conversation)
        alone = turn is not None and turn.client_id == client_id
        if not alone and _waiting(tx.connection, conversation) > WAITING:
            raise TooMany  # and the message is not kept
        return Taken(True, turn, events)

    def answered(
        self, turn: Turn, payloads: Sequence[dict[str, Any]], at: datetime
    ) -> tuple[list[Event] | None, Turn | None]:
        """Keep the answer: what is new in the log, None if it was not the first; and the next turn of the
        conversation if there is one and the conversation is still this server's."""
        with self._store.transaction() as tx:
            events = keep_answer(tx.connection, turn.conversation, turn.client_id, payloads, at)
            tx.outcomes.told(turn.conversation, turn.client_id)
            if not owning.owns(tx.connection, turn.conversation, self.server):
                return events, None
            return events, self._next(tx.connection, turn.conversation)

    def live(self) -> None:
        with self._store.transaction() as tx:
            owning.live(tx.connection, self.server, self._lease)

    def resign(self) -> None:
        with self._store.transaction() as tx:
            owning.resign(tx.connection, self.server)

    def left_behind(self, limit: int) -> list[tuple[str, bool]]:
        with self._store.transaction() as tx:
            return owning.left_behind(tx.connection, self.server, limit)

    def take_over(self, conversation: str, own: bool) -> Turn | None:
        """The first turn of a conversation that a dead server left, or (`own`) a worker of this one."""
        with self._store.transaction() as tx:
            take_turns(tx.connection, conversation)
            if own and owning.owns(tx.connection, conversation, self.server):
                return self._next(tx.connection, conversation)
            return self.begin(tx.connection, conversation)

    def begin(self, connection: Connection, conversation: str) -> Turn | None:
        """Within a transaction that has just kept a message: the conversation's first open turn, if it is
        this server's from now on; None if a server works on it already."""
        claimed = owning.claim(connection, conversation, self.server)
        return self._next(connection, conversation) if claimed else None

    def _next(self, connection: Connection, conversation: str) -> Turn | None:
        """The conversation's first message without an answer; without one, the conversation is given back."""
        row = _NEXT.run(connection, {"conversation": conversation}).first()
        if row is None:
            owning.release(connection, conversation, self.server)
            return None
        return Turn(conversation, row.merchant or "", row.client_id, row.text, row.received_at)

    def forget(self, now: datetime) -> None:
        """What nobody asks about any more."""
        with self._store.transaction() as tx:
            tx.outcomes.forget(now - SETTLED)
            tx.tallies.forget(now - COUNTED)


def _waiting(connection: Connection, conversation: str) -> int:
    return int(_WAITING.run(connection, {"conversation": conversation}).scalar_one())
