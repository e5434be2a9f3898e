"""SQLAlchemy engines the way the store needs them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import StaticPool

BUSY_MS = 10_000  # how long a SQLite writer waits for the one before it


def build_engine(url: str) -> Engine:
    """An engine for `sqlite://` (in memory, one connection), `sqlite:///file` or `postgresql://…`.

    Raises sqlalchemy.exc.ArgumentError for what is no database address.
    """
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        return create_engine(target, future=True, pool_pre_ping=True)
    if in_memory(target.database):
        options: dict[str, Any] = {"poolclass": StaticPool}
    else:
        options = {}
    engine = create_engine(target, future=True, connect_args={"check_same_thread": False}, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def in_memory(database: str | None) -> bool:
    """Whether a SQLite address names no file."""
    return database in (None, "", ":memory:")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver would begin transactions itself, late and DEFERRED: two of them then meet in a lock error.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")  # has no effect in memory
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
