"""`relais prepare`: the store as the servers need it."""

from __future__ import annotations

import click

from bot.settings import load


@click.command()
def prepare() -> None:
    """Met la base à jour et, en démonstration, la remplit de commandes d'essai."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.clock import Clock
    from bot.commands.config import shown
    from bot.orders.demo import seed_demo
    from bot.orders.store import Store

    settings = load()
    try:
        store = Store.open(settings.database_url, create=True)
        if settings.demo:
            seed_demo(store, Clock().now())
        store.dispose()
    except (SQLAlchemyError, ImportError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise click.ClickException(f"la base {shown(settings.database_url)} : {reason}") from None
