"""`relais track`: where a parcel is, for support staff."""

from __future__ import annotations

import json

import click

from bot.orders.model import MERCHANTS


@click.command()
@click.argument("number", metavar="SUIVI")
@click.option("--merchant", type=click.Choice(MERCHANTS), help="utile quand deux marchands ont ce numéro")
@click.option("--json", "as_json", is_flag=True, help="en JSON, le passage le plus ancien d'abord")
def track(number: str, merchant: str | None, as_json: bool) -> None:
    """Montre où est le colis de ce numéro de SUIVI, demandé au transporteur, sinon tel que connu."""
    from bot import wiring
    from bot.carriers.looking_up import look_up
    from bot.commands.track_view import as_data, print_found

    store = wiring.open_store()
    if not store.ready():
        raise click.ClickException("La base de données n'est pas prête : lancez d'abord « relais prepare ».")
    tracker = wiring.tracker()
    try:
        found = look_up(store, tracker, number.strip(), merchant)
    finally:
        if tracker:
            tracker.close()
        store.dispose()
    if as_json:
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        print_found(found)
    if not found.events:
        raise SystemExit(1)
