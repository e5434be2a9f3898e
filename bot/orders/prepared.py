"""Statements that every turn runs: worded once for each engine, then run by its driver.

SQLAlchemy 1.4 spends some 80 µs of processor time around every statement of some 10 (execution context,
cache key, events, result and its metadata), and three times that where processes take turns on a core; a turn
runs about forty. So what every turn runs stands ready in its module, with a `bindparam` where the values
come: built and compiled by SQLAlchemy, with its types on the way in and out, and executed on the cursor of
its connection. All else (transactions, pools, listeners, errors, connections that broke) stays SQLAlchemy's,
and so do statements that are run rarely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import MultipleResultsFound, NoResultFound, SQLAlchemyError
from sqlalchemy.sql import ClauseElement

from bot.orders.worded import Worded

Dialect = Any  # the module sqlalchemy.dialects.sqlite or .postgresql, whose `insert` knows ON CONFLICT


class Context:
    """Where a listener to SQLAlchemy's events notes what it likes between before and after."""


@dataclass(frozen=True)
class Found:
    """Rows as named tuples, all of them read; `rowcount` as the driver counts."""

    rows: Sequence[Any]
    rowcount: int

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def first(self) -> Any | None:
        return self.rows[0] if self.rows else None

    def one_or_none(self) -> Any | None:
        """Raises sqlalchemy.exc.MultipleResultsFound."""
        if len(self.rows) > 1:
            raise MultipleResultsFound("more than one row")
        return self.first()

    def one(self) -> Any:
        """Raises sqlalchemy.exc.NoResultFound, MultipleResultsFound."""
        row = self.one_or_none()
        if row is None:
            raise NoResultFound("no row")
        return row

    def scalar_one(self) -> Any:
        """Raises as `one`."""
        return self.one()[0]

    def scalar_one_or_none(self) -> Any | None:
        """Raises as `one_or_none`."""
        row = self.one_or_none()
        return None if row is None else row[0]


_ALL: WeakSet[Prepared] = WeakSet()


def word_all(engine: Engine) -> None:
    """Words every statement for the engine, so that no customer waits for that; without a database, none."""
    with suppress(SQLAlchemyError), engine.connect() as connection:
        for one in tuple(_ALL):
            one.word(connection.dialect)


class Prepared:
    """A statement, or a function that words it with an engine's own `insert`. It names every value that
    comes at run time by a `bindparam`; defaults on Python's side and lists (`IN`) it cannot have."""

    def __init__(self, statement: ClauseElement | Callable[[Dialect], ClauseElement]) -> None:
        self._statement = statement
        self._worded: dict[str, Worded] = {}
        _ALL.add(self)

    def run(self, connection: Connection, values: Mapping[str, Any] | None = None) -> Found:
        """Raises KeyError for a value that is missing, and as `Connection.execute` does."""
        if not connection.in_transaction():
            connection.begin()  # as it would begin by itself
        worded = self._worded.get(connection.dialect.driver) or self.word(connection.dialect)
        given = worded.given(values or {})
        cursor, context = connection.connection.cursor(), Context()
        listeners = connection.engine.dispatch  # those of a connection alone are none of ours
        try:
            for listener in listeners.before_cursor_execute:
                listener(connection, cursor, worded.sql, given, context, False)
            cursor.execute(worded.sql, given)
            found = cursor.fetchall() if cursor.description else ()
        except Exception as error:
            # Says sqlalchemy.exc, and sees to it that a broken connection is not used again.
            connection._handle_dbapi_exception(error, worded.sql, given, cursor, None)
            raise AssertionError("SQLAlchemy raises") from error
        for listener in listeners.after_cursor_execute:
            listener(connection, cursor, worded.sql, given, context, False)
        rows = worded.rows(found, cursor.description) if found else ()
        count = cursor.rowcount
        cursor.close()
        return Found(rows, count)

    def word(self, dialect: Any) -> Worded:
        """For that engine; `run` does it where it was not done before."""
        statement = self._statement
        if not isinstance(statement, ClauseElement):
            statement = statement(postgresql if dialect.name == "postgresql" else sqlite)
        worded = self._worded[dialect.driver] = Worded(statement, dialect)
        return worded
