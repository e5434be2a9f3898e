"""`relais faq publish`: what is sound in the folder becomes what customers are answered by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.clock import Clock
from bot.orders.importing import parse_orders
from bot.orders.store import Transaction
from bot.policies.changes import news
from bot.policies.checking import check
from bot.policies.errors import PackErrors
from bot.policies.files import PackFiles
from bot.policies.pack import Pack, load_files, pack_folders
from bot.wiring import open_store

SHORT = 12  # characters of a hash that a person compares


@dataclass(frozen=True)
class Published:
    merchant: str
    old: str | None
    new: str
    news: list[str]


def run(merchants: tuple[str, ...], root: Path, cases: Path) -> bool:
    """Publishes and prints the table; False, with one line per defect, when nothing was changed."""
    _known(merchants, root)
    # Read once: what is checked is what is published, whatever an editor does to the folder meanwhile.
    files = {path.name: PackFiles.of_folder(path) for path in pack_folders(root)} if root.is_dir() else {}
    found = check(root, cases, parse_orders, merchants)
    for defect in found.defects:
        click.echo(str(defect))
    if found.defects:
        click.echo(
            f"{len(found.defects)} défaut{'s' * (len(found.defects) > 1)} : rien n'est publié.", err=True
        )
        return False
    if moved := [m for m, pack in found.packs.items() if files[m].hash() != pack.hash]:
        raise click.ClickException(f"les règles de {', '.join(moved)} viennent de changer : recommencez.")
    store = open_store()
    if not store.ready():
        raise click.ClickException("la base n'est pas prête : lancez d'abord « relais prepare ».")
    with store.transaction() as tx:
        active, now = tx.policies.active(), Clock().now()
        made = [_publish(tx, pack, files[m], active.get(m), now) for m, pack in found.packs.items()]
    store.dispose()
    _print(made)
    return True


def _known(merchants: tuple[str, ...], root: Path) -> None:
    there = {path.name for path in root.iterdir() if path.is_dir()} if root.is_dir() else set()
    if unknown := [merchant for merchant in merchants if merchant not in there]:
        raise click.ClickException(f"pas de dossier {root / unknown[0]}")


def _publish(tx: Transaction, pack: Pack, files: PackFiles, active: str | None, now: datetime) -> Published:
    merchant = pack.merchant.key
    if active == pack.hash:
        return Published(merchant, active, pack.hash, ["inchangé"])
    old = _load(merchant, tx.policies.files(merchant, active)) if active else None
    tx.policies.publish(merchant, pack.hash, files.texts(), now)
    return Published(merchant, active, pack.hash, news(old, pack))


def _load(merchant: str, texts: dict[str, str] | None) -> Pack | None:
    try:
        return load_files(PackFiles.of_texts(merchant, texts or {}))
    except PackErrors:  # written for another version of the program
        return None


def _print(made: list[Published]) -> None:
    table = Table("Marchand", "Avant", "Maintenant", "Ce qui change", box=None, header_style="bold")
    for one in made:
        style = "dim" if one.old == one.new else ""
        table.add_row(
            one.merchant, (one.old or "–")[:SHORT], one.new[:SHORT], Text("\n".join(one.news)), style=style
        )
    Console().print(table)
    count = sum(one.old != one.new for one in made)
    if count:
        click.echo(
            f"{count} version{'s' * (count > 1)} en vigueur ; les serveurs les prennent en quelques secondes."
        )
    else:
        click.echo("Rien à publier : tout est déjà en vigueur.")
