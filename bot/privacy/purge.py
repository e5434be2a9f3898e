"""Forgets what has been kept long enough: small deletions one after another, so that nobody waits for a long
one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Table, delete, exists, func, or_, select, tuple_
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from bot.channels.tables import web_messages
from bot.orders.store import Store
from bot.orders.work_tables import conversations, tickets
from bot.privacy.registry import check_known, holding, tables

BATCH = 500  # rows of one transaction
GO_ALONG = {"conversations", "messages"}  # kinds that hang on what they belong to
KeptDays = Callable[[str], int]


@dataclass(frozen=True)
class _Old:
    table: Table
    condition: ColumnElement[bool]


def purge(store: Store, kept_days: KeptDays, now: datetime, batch: int = BATCH) -> dict[str, int]:
    """Rows forgotten by table. `kept_days` says of each kind how long it is kept, 0 for ever. Raises
    Undeclared."""
    with store.transaction() as tx:
        check_known(tx.connection)
    counts: dict[str, int] = {}
    for old in _all_old(kept_days, now):
        while done := _some(store, old, batch):
            counts[old.table.name] = counts.get(old.table.name, 0) + done
    return counts


def preview(store: Store, kept_days: KeptDays, now: datetime) -> dict[str, int]:
    """What `purge` would do. Raises Undeclared."""
    conditions: dict[Table, list[ColumnElement[bool]]] = {}
    for old in _all_old(kept_days, now):
        conditions.setdefault(old.table, []).append(old.condition)
    with store.transaction() as tx:
        check_known(tx.connection)
        counts = {table.name: _count(tx.connection, table, conditions[table]) for table in conditions}
    return {name: count for name, count in counts.items() if count}


def _count(connection: Connection, table: Table, conditions: list[ColumnElement[bool]]) -> int:
    query = select(func.count()).select_from(table).where(or_(*conditions))
    return int(connection.execute(query).scalar_one())


def _some(store: Store, old: _Old, batch: int) -> int:
    """Deletes a batch; 0 when nothing is left."""
    keys = list(old.table.primary_key)
    with store.transaction() as tx:
        found = [tuple(row) for row in tx.connection.execute(select(*keys).where(old.condition).limit(batch))]
        if found:
            same = keys[0].in_([key for (key,) in found]) if len(keys) == 1 else tuple_(*keys).in_(found)
            tx.connection.execute(delete(old.table).where(same))
    return len(found)


def _all_old(kept_days: KeptDays, now: datetime) -> Iterator[_Old]:
    """What hangs on a ticket or a conversation goes before it: afterwards nobody would find it."""

    def since(kind: str) -> datetime | None:
        days = kept_days(kind)
        return now - timedelta(days=days) if days else None

    parents = {"ticket": _too_old(tickets, since("tickets"))}
    silent = since("conversations")
    parents["conversation"] = None if silent is None else _Old(conversations, _silent_since(silent, now))
    for table in reversed(tables()):
        if table in (tickets, conversations):
            continue
        said = holding(table)
        own = _too_old(table, since(said.age.kind)) if said.age else None
        if own:
            yield own
        if said.blanked is None and (said.age is None or said.age.kind in GO_ALONG):
            for link in said.links:
                parent = parents.get(link.kind)
                if parent:
                    gone = select(parent.table.c.id).where(parent.condition)
                    yield _Old(table, table.c[link.columns[0]].in_(gone))
    yield from (old for old in parents.values() if old)


def _too_old(table: Table, then: datetime | None) -> _Old | None:
    said = holding(table)
    return _Old(table, table.c[said.age.column] < then) if said.age and then else None


def _silent_since(then: datetime, now: datetime) -> ColumnElement[bool]:
    """Conversations that are over and in which nobody has written since: a channel without sessions keeps one
    for years."""
    heard = exists().where(
        web_messages.c.conversation_id == conversations.c.id, web_messages.c.received_at >= then
    )
    over = or_(conversations.c.expires_at.is_(None), conversations.c.expires_at < now)
    return (conversations.c.created_at < then) & over & ~heard
