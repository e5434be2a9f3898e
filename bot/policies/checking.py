"""Is all of it sound? Proof, cases and coverage of the packs in a folder, as one list of defects."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.policies.cases import Parse, PolicyCase, load_cases
from bot.policies.coverage import catalogue, miscited, uncovered, unhit
from bot.policies.errors import PackError, PackErrors
from bot.policies.pack import Pack, load_packs
from bot.policies.playing import Played, play_all


@dataclass
class Checked:
    """``packs`` and ``cases`` are complete only without ``defects``."""

    packs: dict[str, Pack] = field(default_factory=dict)
    cases: list[PolicyCase] = field(default_factory=list)
    played: list[Played] = field(default_factory=list)
    defects: list[PackError] = field(default_factory=list)

    @property
    def rules(self) -> int:
        """How many rules were proven, those shared between topics once."""
        tables = [table for pack in self.packs.values() for table in pack.tables.values()]
        return sum(len(table.rules) for table in tables if table.origin == table.topic)


def check(root: Path, folder: Path, parse: Parse, only: Collection[str] = ()) -> Checked:
    """The packs below ``root`` with their cases below ``folder``; all, or ``only`` some merchants'."""
    found = Checked()
    try:
        found.packs = load_packs(root, only)
    except PackErrors as broken:
        found.defects += broken.errors
    try:
        found.cases = load_cases(folder, parse, only)
    except PackErrors as broken:
        found.defects += broken.errors
    if not found.defects:
        found.played = play_all(found.packs, found.cases)
        found.defects += [defect for one in found.played for defect in one.defects]
        found.defects += _open_ends(root, found)
    return found


def _open_ends(root: Path, found: Checked) -> Iterator[PackError]:
    source, clauses = catalogue()
    yield from unhit(root, found.packs, found.played)
    yield from miscited(root, found.packs, clauses)
    yield from uncovered(source, found.packs, clauses)
