"""What an import says of a row it could not take, in one French line."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Path = tuple[Any, ...]
SHOWN = 40  # characters of a received value that are quoted


@dataclass(frozen=True)
class Problem:
    """Something wrong at `path` (keys and indices); `more` other fields of the same row are wrong too."""

    path: Path
    expected: str
    received: str | None = None
    more: int = 0

    def told(self, line: int | None, field: str | None = None) -> RowError:
        """The problem with its place in the file; `field` instead of the path where a file has columns."""
        name = field_name(self.path) if field is None else field
        return RowError(line, name, self.expected, self.received, self.more)


@dataclass(frozen=True)
class RowError:
    """A Problem as told: `line` of the file (None for data in memory), `field` as « orders[3].lines[0].qty
    »."""

    line: int | None
    field: str
    expected: str
    received: str | None = None
    more: int = 0

    def __str__(self) -> str:
        where = ", ".join(
            ([f"ligne {self.line}"] if self.line else []) + ([self.field] if self.field else [])
        )
        told = self.expected if self.received is None else f"{self.expected}, reçu « {self.received} »"
        if self.more:
            told += " (et 1 autre champ)" if self.more == 1 else f" (et {self.more} autres champs)"
        return f"{where} : {told}" if where else told


@dataclass(frozen=True)
class ImportReport:
    """How many orders and coupons are in the store now, and what was refused."""

    imported: int
    errors: list[RowError] = field(default_factory=list)
    coupons: int = 0


def field_name(path: Path) -> str:
    """(“orders”, 3, “lines”, 0, “qty”) as « orders[3].lines[0].qty »."""
    name = ""
    for step in path:
        name += (
            f"[{step}]"
            if isinstance(step, int)
            else f".{printable(str(step))}"
            if name
            else printable(str(step))
        )
    return name


def shown(value: Any) -> str:
    """A received value on one short line."""
    if isinstance(value, Decimal):
        value = str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return printable(text)


def printable(text: str) -> str:
    one_line = " ".join("".join(char if char.isprintable() else " " for char in text[: 2 * SHOWN]).split())
    return one_line if len(one_line) <= SHOWN else one_line[: SHOWN - 1] + "…"
