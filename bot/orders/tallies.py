"""Counts within a window of time, shared by all processes: failed identifications, requests, sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, delete, select, update
from sqlalchemy.engine import Connection

from bot.orders.prepared import Dialect, Prepared
from bot.orders.work_tables import tallies


@dataclass(frozen=True)
class Tally:
    """`count` things since `since`; the window that began then is still open."""

    count: int
    since: datetime


def _add(dialect: Dialect) -> Any:
    over = tallies.c.since <= bindparam("before", type_=tallies.c.since.type)
    query = dialect.insert(tallies).values(key=bindparam("key"), since=bindparam("at"), count=1)
    news = {
        "since": case((over, query.excluded.since), else_=tallies.c.since),
        "count": case((over, 1), else_=tallies.c.count + 1),
    }
    return query.on_conflict_do_update(index_elements=["key"], set_=news)


_ADD = Prepared(_add)
_GET = Prepared(select(tallies.c.count, tallies.c.since).where(tallies.c.key == bindparam("key")))


class TallyRepository:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, key: str, at: datetime, window: timedelta) -> Tally:
        """Count one more under `key`. A window that is over begins anew.

        Until this transaction ends, others that count under the same key wait: who asks for several takes
        them in the same order everywhere.
        """
        values = {"key": key, "at": at, "before": at - window}
        _ADD.run(self._connection, values)
        return Tally(*_GET.run(self._connection, {"key": key}).one())

    def take_back(self, key: str) -> None:
        """One less: what was counted did not happen."""
        same = (tallies.c.key == key) & (tallies.c.count > 0)
        self._connection.execute(update(tallies).where(same).values(count=tallies.c.count - 1))

    def forget(self, before: datetime) -> int:
        """Remove windows that began before an instant; returns how many."""
        return int(self._connection.execute(delete(tallies).where(tallies.c.since < before)).rowcount)
