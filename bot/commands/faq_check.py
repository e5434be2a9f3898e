"""`relais faq check`: proof, cases and coverage, as one table and one line per defect."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.orders.importing import parse_orders
from bot.policies.checking import check
from bot.policies.coverage import Cell, matrix
from bot.policies.errors import PackError


def run(root: Path, folder: Path) -> list[PackError]:
    """Prints what was found; the defects, none when everything holds."""
    found = check(root, folder, parse_orders)
    if found.played:
        Console().print(as_table(matrix(found.packs, found.played)))
    for defect in found.defects:
        click.echo(str(defect))
    if count := len(found.defects):
        click.echo(f"{count} défaut{'s' if count > 1 else ''}.", err=True)
    else:
        told = f"{len(found.packs)} marchands, {found.rules} règles, {len(found.cases)} cas"
        click.echo(f"Tout est prouvé : {told}.")
    return found.defects


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
