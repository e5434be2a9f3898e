"""Which rows count: from an instant on, of one merchant or of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.sql import ColumnElement


@dataclass(frozen=True)
class Period:
    """`merchant` None: all."""

    since: datetime
    merchant: str | None = None

    def of(self, instant: Any, merchant: Any = None) -> list[ColumnElement[bool]]:
        """Conditions on a table's columns; without `merchant` the table knows none."""
        found = [instant >= self.since]
        if self.merchant is not None and merchant is not None:
            found.append(merchant == self.merchant)
        return found
