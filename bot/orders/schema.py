"""Brings a database to the present schema."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.orders import work_tables

MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations that are missing, in one transaction; two processes starting at once take turns."""
    # Alembic is slow to import and a store in memory never needs it.
    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('relais schema'))"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def create_at_once(engine: Engine) -> None:
    """Create all tables of an empty SQLite database without migrations: a throw-away store has no past."""
    connection = engine.raw_connection()
    try:
        # Other rooms add their tables to the same metadata when they are imported.
        connection.executescript(_script(tuple(work_tables.metadata.tables)))
    finally:
        connection.close()


@lru_cache(maxsize=8)
def _script(_tables: tuple[str, ...]) -> str:
    dialect = sqlite.dialect()
    statements = []
    for table in work_tables.metadata.sorted_tables:
        statements.append(str(CreateTable(table, if_not_exists=True).compile(dialect=dialect)))
        statements += [
            str(CreateIndex(index, if_not_exists=True).compile(dialect=dialect))
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]
    return ";\n".join(["BEGIN", *statements, "COMMIT"])
