"""The database's own clock, in seconds since 1970: the one that all processes share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Float
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class database_clock(FunctionElement):  # used like a function of SQL
    type = Float()
    name = "database_clock"
    inherit_cache = True


@compiles(database_clock, "postgresql")
def _postgresql(_element: Any, _compiler: Any, **_: Any) -> str:
    return "extract(epoch from clock_timestamp())::float8"


@compiles(database_clock, "sqlite")
def _sqlite(_element: Any, _compiler: Any, **_: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"
