"""Statements that are built once and run at every turn.

To build a statement of SQLAlchemy costs five times what it costs to run it, and an INSERT … ON CONFLICT is
compiled anew at every call besides (its dialects' `inherit_cache` is False). So what every turn runs stands
ready in its module, with a `bindparam` where the values come.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ClauseElement

Dialect = Any  # the module sqlalchemy.dialects.sqlite or .postgresql, whose `insert` knows ON CONFLICT


class ForEither:
    """A statement that either engine words in its own way: call it with a connection, execute what it gives.

    Compiled at its first use; `build` names every value by a `bindparam`.
    """

    def __init__(self, build: Callable[[Dialect], ClauseElement]) -> None:
        self._build = build
        self._compiled: dict[tuple[str, str], Any] = {}

    def __call__(self, connection: Connection) -> Any:
        dialect = connection.dialect
        key = (dialect.name, dialect.driver)
        if key not in self._compiled:
            words = postgresql if dialect.name == "postgresql" else sqlite
            self._compiled[key] = self._build(words).compile(dialect=dialect)
        return self._compiled[key]
