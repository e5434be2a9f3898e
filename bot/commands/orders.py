"""`relais orders`: bring orders into the store, and look at one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.orders.model import MERCHANTS, Order
from bot.orders.store import Store


@click.group()
def orders() -> None:
    """Importe et montre les commandes."""


@orders.command("import")
@click.argument("file", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_orders(file: Path) -> None:
    """Importe les commandes d'un FICHIER .json ou .csv ; chaque commande refusée est dite sur une ligne."""
    from bot.orders.importing import import_file
    from bot.wiring import open_store

    store: Store = open_store()
    store.create_schema()
    report = import_file(store, file)
    for error in report.errors:
        click.echo(str(error), err=True)
    plural = "s" if report.imported > 1 else ""
    click.echo(f"{report.imported} commande{plural} importée{plural}, {len(report.errors)} refus")
    if report.errors:
        raise SystemExit(1)


@orders.command()
@click.argument("number", metavar="NUMÉRO")
@click.option("--merchant", type=click.Choice(MERCHANTS), help="Utile quand deux marchands ont ce numéro.")
@click.option("--json", "as_json", is_flag=True, help="En JSON, au format de orders.schema.json.")
def show(number: str, merchant: str | None, as_json: bool) -> None:
    """Montre une commande : lignes, montants, colis, e-mails et suites données."""
    from bot.wiring import open_store

    order = find(open_store(), number, merchant)
    if as_json:
        from bot.orders.exporting import to_json

        click.echo(json.dumps(to_json(order), ensure_ascii=False, indent=2))
        return
    from bot.commands.order_view import print_order

    print_order(order)


def find(store: Store, number: str, merchant: str | None) -> Order:
    """The order of that number. Raises ClickException when there is none, or one at several merchants."""
    if not store.ready():
        raise click.ClickException("La base de données n'est pas prête : lancez d'abord « relais prepare ».")
    with store.transaction() as tx:
        holders = [merchant] if merchant else tx.orders.merchants_with(number)
        if len(holders) > 1:
            raise click.ClickException(
                f"Le numéro {number} existe chez {', '.join(holders)} : précisez --merchant."
            )
        order = tx.orders.get(holders[0], number) if holders else None
    if order is None:
        raise click.ClickException(f"Aucune commande {number}{f' chez {merchant}' if merchant else ''}.")
    return order
