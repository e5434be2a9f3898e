"""`relais ask`: questions in, replies and decisions out, on a throw-away store."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bot.rehearsal.stage import Played, Stage


@click.command()
@click.argument("messages", nargs=-1)
@click.option("--merchant", help="clé du marchand (obligatoire sans --script)")
@click.option("--customer", help="e-mail du client connecté ; sans lui, un visiteur")
@click.option("--now", "now_text", help="instant ISO 8601 avec décalage, p. ex. 2026-11-18T10:00:00+01:00")
@click.option(
    "--orders", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="fichier de commandes"
)
@click.option(
    "--script",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="conversations en JSON Lines",
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines sur la sortie standard, et rien d'autre")
def ask(
    messages: tuple[str, ...],
    merchant: str | None,
    customer: str | None,
    now_text: str | None,
    orders: Path | None,
    script: Path | None,
    as_json: bool,
) -> None:
    """Pose des questions à Relais et montre ses réponses et ses décisions.

    Sans MESSAGE, les messages sont lus dans le terminal, un par ligne.
    """
    if not script and not merchant:
        raise click.UsageError("indiquez --merchant, ou --script")
    from bot.ground import NotReady, newest_model
    from bot.rehearsal.stage import Stage
    from bot.settings import load

    try:
        stage = Stage(newest_model(load()))
    except NotReady as reason:
        raise click.ClickException(str(reason)) from None
    if script:
        from bot.rehearsal.script import play_all

        with script.open(encoding="utf-8") as lines:
            for row in play_all(stage, lines):
                _write(row)
        return
    _open(stage, merchant or "", customer, now_text, orders)
    for text in messages or _typed(as_json):
        played = stage.say(text)
        _write(vars(played)) if as_json else _show(played)
    changes = stage.changes.found()
    _write({"changes": changes}) if as_json else _show_changes(changes)


def _open(stage: Stage, merchant: str, customer: str | None, now_text: str | None, path: Path | None) -> None:
    from bot.orders.demo import demo_orders
    from bot.orders.instants import parse_instant
    from bot.rehearsal.script import ScriptError, orders_of

    try:
        now = parse_instant(now_text) if now_text else None
    except ValueError as wrong:
        raise click.UsageError(f"--now : {wrong}") from None
    try:
        if path:
            data = json.loads(path.read_text(encoding="utf-8"))
            listed = data if isinstance(data, dict) else {"orders": data}
            orders, coupons = orders_of(listed.get("orders", []), listed.get("coupons_issued", []))
        else:
            orders, coupons = demo_orders(now or datetime.now().astimezone())
        stage.open(merchant, customer, orders, coupons, now)
    except (ScriptError, ValueError) as wrong:
        raise click.ClickException(f"{path} : {wrong}") from None
    except KeyError as unknown:
        raise click.ClickException(str(unknown.args[0])) from None


def _typed(quiet: bool) -> Iterable[str]:
    """Lines from standard input, with a prompt where a person types."""
    while True:
        if sys.stdin.isatty() and not quiet:
            click.echo("Vous › ", nl=False)
        line = sys.stdin.readline()
        if not line:
            return
        if line.strip():
            yield line.rstrip("\n")


def _write(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def _show(played: Played) -> None:
    from bot.rehearsal.show import show_turn

    show_turn(played)


def _show_changes(changes: list[dict[str, Any]]) -> None:
    from bot.rehearsal.show import show_changes

    show_changes(changes)
