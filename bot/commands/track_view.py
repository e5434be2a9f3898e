"""A parcel's way as a table in the terminal, or as data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.carriers.looking_up import Found
from bot.commands.order_view import moment
from bot.policies.labels import CARRIER, SCAN, word


def as_data(found: Found) -> dict[str, Any]:
    """``source``: carrier (just now), last_known (its earlier answer), order (the shop's file), or None."""
    return {
        "tracking": found.number,
        "carrier": found.carrier or None,
        "merchant": found.order.merchant if found.order else None,
        "order": found.order.number if found.order else None,
        "source": _source(found),
        "known_at": found.known.known_at.isoformat() if found.known else None,
        "problem": found.problem or None,
        "events": found.events,
    }


def _source(found: Found) -> str | None:
    if found.fresh:
        return "carrier"
    if found.known:
        return "last_known"
    return "order" if found.events else None


def print_found(found: Found, console: Console | None = None) -> None:
    out = console or Console()
    carrier = word(CARRIER, found.carrier) or "transporteur inconnu"
    about = f" · commande {found.order.number} ({found.order.merchant})" if found.order else ""
    out.print(Text(_plain(f"Colis {found.number} · {carrier}{about}"), style="bold"))
    if found.problem:
        out.print(Text(_plain(f"Pas de suivi à l'instant : {found.problem}"), style="yellow"))
    if not found.events:
        out.print(Text("Aucun passage connu." if found.fresh or found.order else "Aucun suivi connu."))
        return
    out.print(Text(_of_when(found)))
    table = Table("Quand", "État", "Ce que dit le transporteur", "Lieu", "Code", box=None, pad_edge=False)
    for event in found.events:
        table.add_row(*(Text(_plain(cell)) for cell in _cells(event)))
    out.print(table)


def _of_when(found: Found) -> str:
    if found.known is None:
        return "D'après les passages importés avec la commande :"
    when = moment(found.known.known_at)
    return (
        f"Demandé au transporteur, {when} :"
        if found.fresh
        else f"D'après le dernier suivi connu, du {when} :"
    )


def _cells(event: dict[str, Any]) -> tuple[str, ...]:
    at = datetime.fromisoformat(event["at"]) if event["at"] else None
    state = word(SCAN, event["status"]) if event["status"] else "–"
    said = [event.get("label") or "", event.get("hint") or ""]
    return moment(at), state, " ".join(filter(None, said)), event.get("place") or "", event.get("code") or ""


def _plain(text: str) -> str:
    """What came from outside does not steer the terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)
