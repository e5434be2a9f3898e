"""`relais faq diff`: which recorded decisions would end differently by the rules of the folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.commands.order_view import moment
from bot.orders.instants import parse_instant
from bot.policies.errors import PackErrors
from bot.policies.pack import load_packs
from bot.policies.replay import Difference, Ending, Replay, replay
from bot.wiring import open_store


def run(root: Path, since: str | None, limit: int) -> None:
    """Prints the differences. Raises click.ClickException for packs with defects."""
    start = _instant(since)
    try:
        packs = load_packs(root)
    except PackErrors as found:
        raise click.ClickException(f"des règles sont défectueuses (relais faq check) :\n{found}") from None
    store = open_store()
    if not store.ready():
        raise click.ClickException("la base n'est pas prête : lancez d'abord « relais prepare ».")
    with store.transaction() as tx:
        rows = tx.records.replayable(start, limit)
    store.dispose()
    found_again = replay(packs, rows)
    if found_again.differences:
        Console().print(as_table(found_again.differences))
    click.echo(summary(found_again))


def as_table(differences: list[Difference]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("Le", "Marchand", "Commande", "Sujet", "Objet", "Alors", "Maintenant"):
        table.add_column(head, overflow="fold")
    for one in differences:
        decision = one.row["decision"]
        cells = [moment(one.row["at"]), decision["merchant"], decision["order"] or "–", decision["topic"]]
        table.add_row(*map(Text, cells), Text(one.subject or "–"), ending(one.then), ending(one.now))
    return table


def ending(found: Ending | None) -> Text:
    """Outcome, clauses, offer, one line each."""
    if found is None:
        return Text("–")
    text = Text(found.outcome, "bold")
    text.append(f"\n{', '.join(found.clauses) or 'sans clause'}", "not bold")
    return text.append(f"\n{_offer(found.offer)}", "not bold") if found.offer else text


def _offer(offer: Any) -> str:
    """« propose cancel_with_credit (29.90 €) »."""
    more = [str(offer[name]) for name in ("line", "tracking", "reason", "email") if name in offer]
    more += [f"{offer[name]} €" for name in ("amount", "billed") if name in offer]
    return f"propose {offer['effect']}" + (f" ({', '.join(more)})" if more else "")


def summary(found: Replay) -> str:
    """One line."""
    cases, changed = found.cases, len({id(one.row) for one in found.differences})
    if not cases:
        return "Aucune décision à rejouer."
    played = f"{found.decisions} décision{'s' * (found.decisions > 1)} de {cases} demande{'s' * (cases > 1)}"
    left = f" ; {found.unreadable} illisible{'s' * (found.unreadable > 1)}" if found.unreadable else ""
    if not changed:
        return f"{played} : aucune ne finirait autrement{left}."
    verb = "finiraient" if changed > 1 else "finirait"
    return f"{played} : {changed} demande{'s' * (changed > 1)} {verb} autrement{left}."


def _instant(text: str | None) -> datetime | None:
    try:
        return parse_instant(text) if text else None
    except ValueError:
        raise click.ClickException(
            f"--since : instant avec décalage attendu, comme 2026-11-18T10:00:00+01:00, reçu « {text} »"
        ) from None
