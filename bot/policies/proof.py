"""The proof that a table is complete and free of overlap, at every date on which its rules change.

Axes are cut at every bound the table names, so a cell is the finest thing a rule can tell apart: looking at
each combination of cells once is a proof, not a sample. Hit policy: UNIQUE.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.policies.axes import NONE, AgeAxis, Axis, Cell, OrderedAxis
from bot.policies.table import START, Rule, Table

LARGEST = 500_000


@dataclass(frozen=True)
class Defect:
    """``rules`` are the positions of the rules concerned, none for a gap."""

    message: str
    rules: tuple[int, ...] = ()


def defects(table: Table) -> list[Defect]:
    """Every overlap once per pair of rules, the first gap, for each period; empty means proven."""
    if not table.rules:
        return [Defect("aucune règle")]
    size = math.prod(len(axis.cells) for axis in table.axes.values())
    if size > LARGEST:
        return [Defect(f"table trop grande pour être prouvée ({size} combinaisons) ; séparez-la")]
    found: dict[str, Defect] = {}
    for day in _periods(table):
        rules = [(i, rule) for i, rule in enumerate(table.rules) if rule.in_force(day)]
        for defect in _defects_on(table, rules, day):
            found.setdefault(f"{defect.rules}" if defect.rules else f"gap {day}", defect)
    return list(found.values())


def _periods(table: Table) -> list[date]:
    """The first day of each period with the same rules in force, from the first rule's start."""
    starts = {rule.since for rule in table.rules}
    ends = {rule.until + timedelta(days=1) for rule in table.rules if rule.until and rule.until < date.max}
    first = min(starts, default=START)
    return sorted(day for day in starts | ends if day >= first)


def _defects_on(table: Table, rules: list[tuple[int, Rule]], day: date) -> Iterator[Defect]:
    names = list(table.axes)
    gap_seen = False
    for combination in itertools.product(*(table.axes[name].cells for name in names)):
        cells = dict(zip(names, combination, strict=True))
        hit = [i for i, rule in rules if rule.matches(cells)]
        if not hit and not gap_seen:
            gap_seen = True
            yield Defect(f"aucune règle pour {describe(table, cells)}{_on(day)}")
        if len(hit) > 1:
            first, second = table.rules[hit[0]].name, table.rules[hit[1]].name
            message = f"« {first} » et « {second} » se recouvrent pour {describe(table, cells)}{_on(day)}"
            yield Defect(message, (hit[0], hit[1]))


def _on(day: date) -> str:
    return "" if day == START else f" (au {day.isoformat()})"


def describe(table: Table, cells: dict[str, Cell]) -> str:
    """``stage = paid et since_payment < 48 h``."""
    return " et ".join(_cell(name, table.axes[name], cell) for name, cell in cells.items()) or "tous les cas"


def _cell(name: str, axis: Axis, cell: Cell) -> str:
    if not isinstance(axis, OrderedAxis) or cell == NONE:
        return f"{name} = {str(cell).lower() if isinstance(cell, bool) else cell}"
    assert isinstance(cell, int)
    unit = f" {axis.unit}" if isinstance(axis, AgeAxis) else ""
    if cell % 2:
        return f"{name} = {axis.bounds[cell // 2]}{unit}"
    below = f"> {axis.bounds[cell // 2 - 1]}{unit}" if cell else ""
    above = f"< {axis.bounds[cell // 2]}{unit}" if cell < 2 * len(axis.bounds) else ""
    return (
        f"{name} {', '.join(part for part in (below, above) if part)}" if below or above else f"{name} connu"
    )
