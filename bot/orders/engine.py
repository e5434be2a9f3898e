"""SQLAlchemy engines the way the store needs them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool, StaticPool

from bot.orders.writers import Line, WritingInTurn, in_line

READING = "relais_reading"
BUSY = 10.0  # seconds that a SQLite writer waits for those before it


@dataclass(frozen=True)
class Pool:
    """So many PostgreSQL connections, and so many seconds at most for a free one, for a statement, for a lock
    and for a peer that no longer says anything."""

    connections: int
    seconds: float


def build_engine(url: str, pool: Pool | None = None) -> Engine:
    """An engine for `sqlite://` (in memory, one connection), `sqlite:///file` or `postgresql://…`. Without a
    `pool`, PostgreSQL may take its time: an import is no turn.

    Raises sqlalchemy.exc.ArgumentError for what is no database address.
    """
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        return _bounded(target, pool) if pool else create_engine(target, future=True, pool_pre_ping=True)
    arguments: dict[str, Any] = {"check_same_thread": False}
    if in_memory(target.database):
        options: dict[str, Any] = {"poolclass": StaticPool}
    else:
        # Left to itself SQLAlchemy opens a connection for every transaction; and whoever closes the last one
        # writes the whole log back into the file and waits for the disk, some 10 ms each time.
        options = {"poolclass": QueuePool, "pool_size": 8, "max_overflow": 56}
        arguments["factory"] = in_line(Line(), BUSY)
    engine = create_engine(target, future=True, connect_args=arguments, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _bounded(target: URL, pool: Pool) -> Engine:
    milliseconds = int(pool.seconds * 1000)
    silence = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
    connecting = {"connect_timeout": max(2, int(pool.seconds)), "tcp_user_timeout": milliseconds}
    engine = create_engine(
        target,
        future=True,
        pool_pre_ping=True,
        pool_size=pool.connections,
        max_overflow=1,  # for the keeper, who must not wait
        pool_timeout=pool.seconds,
        connect_args={**connecting, **silence},
    )

    def limit(connection: Any, _record: Any) -> None:
        # Not as start-up options, which connection poolers such as PgBouncer refuse.
        with connection.cursor() as cursor:
            for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
                cursor.execute(f"SET {name} = {milliseconds}")
        connection.commit()

    event.listen(engine, "connect", limit)
    return engine


def in_memory(database: str | None) -> bool:
    """Whether a SQLite address names no file."""
    return database in (None, "", ":memory:")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver would begin transactions itself, late and DEFERRED: two of them then meet in a lock error.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY * 1000:.0f}")
    connection.execute("PRAGMA journal_mode = WAL")  # has no effect in memory
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Connection) -> None:
    # Who only reads does not wait for the one writer that SQLite allows.
    raw: Any = connection.connection.dbapi_connection
    if connection.get_execution_options().get(READING, False):
        connection.exec_driver_sql("BEGIN")
    elif isinstance(raw, WritingInTurn):
        try:
            raw.begin_writing()
        except sqlite3.Error as error:  # as SQLAlchemy would have told it
            raise OperationalError("BEGIN IMMEDIATE", None, error) from error
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that writes nothing; what it reads is of one moment."""
    with engine.connect() as connection:
        yield connection.execution_options(**{READING: True})
