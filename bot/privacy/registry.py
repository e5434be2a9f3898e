"""All tables and what they hold of a person."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path

from sqlalchemy import Table, inspect
from sqlalchemy.engine import Connection

from bot.orders.personal import KEY, Holding
from bot.orders.tables import metadata

ROOT = Path(__file__).resolve().parents[1]
ENGINES_OWN = {"alembic_version", "sqlite_sequence"}


class Undeclared(LookupError):
    """A table of the database of which nobody said whether it holds a person."""


@lru_cache(maxsize=1)
def tables() -> tuple[Table, ...]:
    """Every table of every room, those referred to first: the modules named tables.py or …_tables.py."""
    for path in sorted(ROOT.rglob("*tables.py")):
        import_module(".".join((ROOT.name, *path.relative_to(ROOT).with_suffix("").parts)))
    return tuple(metadata.sorted_tables)


def holding(table: Table) -> Holding:
    """Raises Undeclared."""
    if KEY not in table.info:
        raise Undeclared(table.name)
    found: Holding = table.info[KEY]
    return found


def check_known(connection: Connection) -> None:
    """Raises Undeclared for a table that the database has and nobody declared: it might hold anybody."""
    there = set(inspect(connection).get_table_names()) - ENGINES_OWN
    declared = {table.name for table in tables() if KEY in table.info}
    for name in sorted(there - declared):
        raise Undeclared(name)
