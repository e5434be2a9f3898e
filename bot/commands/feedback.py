"""`relais feedback`: what customers think of answers, with the decisions that made them."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.channels.ratings import Rated

SIGN = {"up": "+ utile", "down": "- pas utile"}


@click.command()
@click.option("--down", "only_down", is_flag=True, help="Seulement les réponses jugées pas utiles.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10000), help="Combien d'avis.")
@click.option("--json", "as_json", is_flag=True, help="Un avis par ligne, en JSON.")
def feedback(only_down: bool, limit: int, as_json: bool) -> None:
    """Montre les avis des clients sur les réponses, les plus récents d'abord."""
    from bot.channels.ratings import DOWN, Ratings
    from bot.wiring import open_store

    store = open_store()
    if not store.ready():
        raise click.ClickException("La base de données n'est pas prête : lancez d'abord « relais prepare ».")
    found = Ratings(store.engine).newest(DOWN if only_down else None, limit)
    store.dispose()
    if not found and not as_json:
        click.echo("Aucun avis pour le moment.")
    for one in found:
        click.echo(_json(one) if as_json else _lines(one))


def _json(one: Rated) -> str:
    values = {**vars(one), "at": one.at.isoformat(timespec="seconds")}
    return json.dumps(values, ensure_ascii=False)


def _lines(one: Rated) -> str:
    head = f"{one.at:%Y-%m-%d %H:%M}  {SIGN[one.rating]}  conversation {one.conversation}"
    why = [
        f"  {decision['topic']} : {decision['outcome']} {' '.join(decision['clauses'])}".rstrip()
        for decision in one.decisions
    ]
    return "\n".join([head, *why, f"  « {textwrap.shorten(one.text, 160, placeholder='…')} »", ""])
