"""Tickets as tables in the terminal, in French, and as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.commands.order_view import moment, print_order
from bot.desk.card import Card
from bot.orders.desk_events import DeskEvent
from bot.orders.tickets import Ticket

STATES = {"open": "ouvert", "taken": "pris", "closed": "clos"}
AUTHORS = {"customer": "client", "assistant": "assistant", "person": "conseiller"}
WAYS = {"conversation": "dans la conversation", "email": "par e-mail", "both": "conversation et e-mail",
        "none": "non remis"}  # fmt: skip
EVENTS = {"ticket.opened": "ouverture", "ticket.message": "message", "ticket.closed": "clôture"}
_INSTANTS = ("opened_at", "taken_at", "closed_at")


def as_table(tickets: list[Ticket], now: datetime) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("Ticket", "État", "Depuis", "Marchand", "Commande", "Client", "Motif", "Demande"):
        table.add_column(head, overflow="fold")
    for one in tickets:
        asked = " ".join((one.description or "–").split())
        cells = (one.number, state(one), _age(now - one.opened_at), one.merchant, one.order or "–",
                 one.email or "visiteur", one.reason, asked[:100])  # fmt: skip
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table


def waiting_table(events: list[DeskEvent], numbers: dict[int, str]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("Ticket", "Quoi", "Depuis", "Marchand", "Essais", "Pourquoi"):
        table.add_column(head, overflow="fold")
    for one in events:
        what, tries = EVENTS.get(one.kind, one.kind), str(one.attempts)
        why = one.last_error or "–"
        cells = (numbers.get(one.ticket_id, "–"), what, moment(one.at), one.merchant, tries, why)
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table


def print_card(card: Card, out: Console) -> None:
    """Everything about one ticket."""
    ticket = card.ticket
    out.print(Text(f"Ticket {ticket.number} · {ticket.merchant} · {state(ticket)}", style="bold"))
    known = {
        "Ouvert": moment(ticket.opened_at),
        "Clos": ticket.closed_at and moment(ticket.closed_at),
        "Client": ticket.email or "visiteur",
        "Motif": ticket.reason,
        "Demande": ticket.description,
        "Photos": card.photos and f"{len(card.photos)} (relais photos save {ticket.number} --to DOSSIER)",
    }
    for name, value in known.items():
        if value:
            out.print(Text(plain(f"{name} : {value}")))
    if card.order:
        out.print()
        print_order(card.order, out)
    _print(
        out,
        "Décisions",
        ("Sujet", "Issue", "Sur", "Clauses", "Source"),
        [_decided(d) for d in card.decisions],
    )
    _print(out, "Conversation", ("Quand", "Qui", "Message"),
           [(moment(s.at), s.name or AUTHORS.get(s.author, s.author), s.text)
            for s in card.transcript])  # fmt: skip
    _print(out, "Avec le ticket", ("Quand", "Qui", "Message", "Remis"),
           [(moment(m.at), m.name or AUTHORS.get(m.author, m.author), m.text, WAYS.get(m.way or "", ""))
            for m in card.messages])  # fmt: skip


def state(ticket: Ticket) -> str:
    by = f" par {ticket.taken_by}" if ticket.state == "taken" and ticket.taken_by else ""
    return STATES[ticket.state] + by


def as_dict(ticket: Ticket) -> dict[str, Any]:
    """A ticket's own fields; instants in ISO 8601."""
    names = ("number", "merchant", "order", "email", "reason", "description", "conversation_id", "taken_by")
    values = {"state": ticket.state, **{name: getattr(ticket, name) for name in names}}
    return values | {name: (at := getattr(ticket, name)) and at.isoformat() for name in _INSTANTS}


def card_as_dict(card: Card) -> dict[str, Any]:
    return as_dict(card.ticket) | {
        "facts": card.order_facts(),
        "decisions": card.decisions,
        "transcript": [
            {"author": s.author, "name": s.name, "text": s.text, "at": s.at.isoformat()}
            for s in card.transcript
        ],
        "messages": [
            {"author": m.author, "name": m.name, "text": m.text, "at": m.at.isoformat(), "way": m.way}
            for m in card.messages
        ],
        "photos": [
            {"id": p.id, "width": p.width, "height": p.height, "at": p.received_at.isoformat()}
            for p in card.photos
        ],
    }


def plain(text: str) -> str:
    """What customers typed does not steer the terminal."""
    return "".join(char if char.isprintable() or char == "\n" else "?" for char in text)


def _decided(decision: dict[str, Any]) -> tuple[str, ...]:
    about = " ".join(str(part) for part in (decision.get("order"), decision.get("subject")) if part)
    clauses = ", ".join(decision.get("clauses") or ()) or "–"
    return (
        str(decision["topic"]),
        str(decision["outcome"]),
        about or "–",
        clauses,
        str(decision.get("source") or "–"),
    )


def _print(out: Console, title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    table = Table(*heads, title=title, title_justify="left")
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    out.print(table)


def _age(span: Any) -> str:
    """« 3 j », « 2 h », « 5 min »."""
    minutes = int(span.total_seconds() // 60)
    if minutes >= 2 * 24 * 60:
        return f"{minutes // 1440} j"
    return f"{minutes // 60} h" if minutes >= 120 else f"{max(minutes, 0)} min"
