"""`relais stats`: what was asked, what was not understood or not documented, and how it ended."""

from __future__ import annotations

import json
from datetime import timedelta

import click


@click.command()
@click.option("--days", type=click.IntRange(1, 3650), default=30, show_default=True, help="Combien de jours.")
@click.option("--merchant", help="Une boutique seulement.")
@click.option("--json", "as_json", is_flag=True, help="Les chiffres en JSON.")
def stats(days: int, merchant: str | None, as_json: bool) -> None:
    """Montre ce que les clients demandent, ce qui n'est pas compris, et les règles qui manquent."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.clock import Clock
    from bot.commands.config import shown
    from bot.orders.store import Store
    from bot.settings import load
    from bot.stats.period import Period
    from bot.stats.reading import read_figures

    settings = load()
    known = sorted(folder.parent.name for folder in settings.faq_dir.glob("*/merchant.yml"))
    if merchant is not None and merchant not in known:
        raise click.ClickException(f"boutique inconnue : {merchant} (connues : {', '.join(known)}).")
    try:
        store = Store.open(settings.database_url)
        figures = read_figures(store.engine, Period(Clock().now() - timedelta(days=days), merchant))
        store.dispose()
    except (SQLAlchemyError, ImportError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        where = shown(settings.database_url)
        raise click.ClickException(f"la base {where} : {reason} (lancez d'abord `relais prepare`).") from None
    if as_json:
        click.echo(json.dumps(figures.as_json(), ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    from bot.commands.stats_view import page

    Console().print(page(figures, days))
