"""What a SQLite file still holds of rows that are gone: free pages, and the write-ahead log.

PostgreSQL's vacuum sees to it by itself.
"""

from __future__ import annotations

from contextlib import closing

from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError


def overwrite_free_pages(engine: Engine) -> bool:
    """Writes the file afresh, if nobody is using it just now. False if somebody is."""
    if engine.dialect.name != "sqlite":
        return True
    try:
        with closing(engine.raw_connection()) as connection:  # outside of any transaction
            connection.execute("VACUUM")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
    except (OperationalError, engine.dialect.dbapi.OperationalError):
        return False
