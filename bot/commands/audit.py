"""`relais audit`: what the assistant did on an order, on whose word, by which clause."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.orders.model import MERCHANTS
from bot.policies.labels import EMAIL_NAME, STAGE, word

EFFECTS = {
    "cancel_with_credit": "annulation avec avoir",
    "open_incident": "incident ouvert",
    "open_claim": "réclamation postale ouverte",
    "open_return": "retour ouvert",
    "request_label_refund": "remboursement de timbres demandé",
    "stop_production": "arrêt de production demandé",
    "open_ticket": "ticket ouvert",
    "send_email": "e-mail envoyé",
}
ENTITIES = {
    "order": "commande",
    "credit_note": "avoir",
    "ticket": "ticket",
    "incident": "incident",
    "claim": "réclamation",
    "return": "retour",
    "refund_request": "demande de remboursement",
    "stop_request": "arrêt de production",
    "email": "e-mail",
}
FIELDS = {
    "order": "commande",
    "stage": "étape",
    "amount": "montant",
    "reason": "motif",
    "line": "ligne",
    "tracking": "suivi",
    "kind": "nature",
}
VALUES = {"kind": EMAIL_NAME, "stage": STAGE}


@click.command()
@click.argument("number", metavar="COMMANDE")
@click.option("--merchant", type=click.Choice(MERCHANTS), help="utile quand deux marchands ont ce numéro")
@click.option("--json", "as_json", is_flag=True, help="en JSON, une liste, le plus ancien d'abord")
def audit(number: str, merchant: str | None, as_json: bool) -> None:
    """Montre ce que l'assistant a fait sur une COMMANDE : quand, pour qui, selon quelle clause."""
    from bot.commands.orders import find
    from bot.wiring import open_store

    store = open_store()
    order = find(store, number, merchant)
    with store.transaction() as tx:
        rows = tx.records.audit(order, limit=None)[::-1]
    store.dispose()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=lambda value: value.isoformat()))
    elif rows:
        Console().print(as_table(rows))
    else:
        click.echo(f"L'assistant n'a rien fait sur la commande {order.number}.")


def as_table(rows: list[dict[str, Any]]) -> Table:
    """One row per act, the oldest first."""
    from bot.commands.order_view import moment

    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("Quand", "Pour", "Conversation", "Acte", "Clauses", "Avant", "Après"):
        table.add_column(head, overflow="fold")
    for row in rows:
        act = EFFECTS.get(row["effect"], row["effect"])
        clauses = ", ".join(row["clauses"]) or "–"
        cells = [moment(row["at"]), row["who"] or "visiteur", row["conversation_id"], act, clauses]
        table.add_row(*(Text(_plain(cell)) for cell in (*cells, _state(row["before"]), _state(row["after"]))))
    return table


def _state(rows: list[dict[str, Any]]) -> str:
    """« commande 204001 : étape payée », one line per row."""
    return "\n".join(_row(row) for row in rows) or "–"


def _row(row: dict[str, Any]) -> str:
    values = {name: value for name, value in row.items() if name not in ("entity", "id", "number")}
    said = [f"{FIELDS.get(name, name)} {_value(name, value)}" for name, value in values.items()]
    return f"{ENTITIES.get(row['entity'], row['entity'])} {row['id']}" + (
        f" : {', '.join(said)}" if said else ""
    )


def _value(name: str, value: Any) -> str:
    if name == "amount":
        return f"{value} €"
    return "–" if value is None else word(VALUES.get(name, {}), str(value))


def _plain(text: str) -> str:
    """What customers typed does not steer the terminal."""
    return "".join(char if char.isprintable() or char == "\n" else "?" for char in text)
