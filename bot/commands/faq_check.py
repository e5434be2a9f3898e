"""`relais faq check`: proof, cases and coverage, as one table and one line per defect."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.orders.importing import parse_orders
from bot.policies.cases import PolicyCase, load_cases
from bot.policies.coverage import Cell, catalogue, matrix, miscited, uncovered, unhit
from bot.policies.errors import PackError, PackErrors
from bot.policies.pack import Pack, load_packs
from bot.policies.playing import Played, play_all


def run(root: Path, folder: Path) -> list[PackError]:
    """Prints what was found; the defects, none when everything holds."""
    defects: list[PackError] = []
    packs: dict[str, Pack] = {}
    cases: list[PolicyCase] = []
    try:
        packs = load_packs(root)
    except PackErrors as found:
        defects += found.errors
    try:
        cases = load_cases(folder, parse_orders)
    except PackErrors as found:
        defects += found.errors
    if not defects:
        played = play_all(packs, cases)
        defects += [defect for one in played for defect in one.defects]
        defects += _open_ends(root, packs, played)
        Console().print(as_table(matrix(packs, played)))
    for defect in defects:
        click.echo(str(defect))
    rules = sum(len(t.rules) for pack in packs.values() for t in pack.tables.values() if t.origin == t.topic)
    if defects:
        click.echo(f"{len(defects)} défaut{'s' if len(defects) > 1 else ''}.", err=True)
    else:
        click.echo(f"Tout est prouvé : {len(packs)} marchands, {rules} règles, {len(cases)} cas.")
    return defects


def _open_ends(root: Path, packs: dict[str, Pack], played: list[Played]) -> Iterable[PackError]:
    source, clauses = catalogue()
    yield from unhit(root, packs, played)
    yield from miscited(root, packs, clauses)
    yield from uncovered(source, packs, clauses)


def as_table(found: dict[str, dict[str, Cell]]) -> Table:
    """Topics down, merchants across: documented or not, rules, cases."""
    table = Table("Sujet", box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for merchant in found:
        table.add_column(merchant, no_wrap=True)
    topics = list(next(iter(found.values()), {}))
    for topic in topics:
        table.add_row(topic, *(_cell(found[merchant][topic], topic) for merchant in found))
    table.caption = "✓ documenté, – non documenté · règles/cas · = : règles partagées avec un autre sujet"
    table.caption_justify = "left"
    return table


def _cell(cell: Cell, topic: str) -> str:
    if not cell.documented:
        return f"[dim]– 0/{cell.cases}[/dim]"
    return f"[green]✓[/green] {cell.rules if cell.shared == topic else '='}/{cell.cases}"
