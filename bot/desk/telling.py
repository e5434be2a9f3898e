"""A ticket as a desk is told of it: as data, and as a note that a person reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.desk.card import Card, Said
from bot.policies.calendar import paris
from bot.policies.french import typeset

WHO = {"customer": "Client", "assistant": "Assistant", "person": "Conseiller"}


def ticket_data(card: Card, *, whole: bool) -> dict[str, Any]:
    """``whole``: with the order, the decisions and the conversation up to now."""
    ticket = card.ticket
    data: dict[str, Any] = {
        "ticket": ticket.number,
        "merchant": ticket.merchant,
        "state": ticket.state,
        "reason": ticket.reason,
        "description": ticket.description,
        "order": ticket.order,
        "customer": ticket.email,
        "opened_at": ticket.opened_at.isoformat(),
    }
    if whole:
        data["order_facts"] = card.order_facts()
        data["decisions"] = card.decisions
        data["transcript"] = [
            {"author": said.author, "text": said.text, "at": said.at.isoformat()} for said in card.transcript
        ]
    return data


def title(card: Card) -> str:
    """« [T-000012] Commande 204001 : je veux parler à quelqu'un », at most 150 characters."""
    ticket = card.ticket
    about = f"Commande {ticket.order} : " if ticket.order else ""
    asked = " ".join((ticket.description or ticket.reason).split())
    return typeset(f"[{ticket.number}] {about}{asked}"[:150])


def note(card: Card) -> str:
    """Everything a person needs before answering, as plain text in French."""
    ticket = card.ticket
    parts = [f"Demande {ticket.number} · {ticket.merchant} · motif : {ticket.reason}"]
    parts.append(f"Client : {ticket.email or 'visiteur sans adresse connue'}")
    if ticket.description:
        parts.append(f"Demande : {ticket.description}")
    if card.order:
        parts.append("\n".join(_order(card)))
    if card.decisions:
        parts.append("\n".join(["Décisions de l'assistant :", *map(_decision, card.decisions)]))
    if card.transcript:
        parts.append("\n".join(["Conversation :", *map(line, card.transcript)]))
    return "\n\n".join(typeset(part) for part in parts)


def line(said: Said) -> str:
    return f"{clock(said.at)} {said.name or WHO.get(said.author, said.author)} : {said.text}"


def clock(at: datetime) -> str:
    return paris(at).strftime("%d/%m %H:%M")


def _order(card: Card) -> list[str]:
    order = card.order
    assert order
    lines = [f"Commande {order.number} : étape {order.stage}, total {order.total:.2f} €"]
    lines += [f"– {one.qty} × {one.name}" for one in order.lines]
    for parcel in order.parcels:
        last = parcel.events[-1] if parcel.events else None
        state = f"{last.status} le {clock(last.at)}" if last and last.at else "pas encore scanné"
        lines.append(f"– colis {parcel.tracking} ({parcel.carrier}) : {state}")
    return lines


def _decision(decision: dict[str, Any]) -> str:
    clauses = f" [{', '.join(decision['clauses'])}]" if decision.get("clauses") else ""
    about = f" sur {decision['order']}" if decision.get("order") else ""
    return f"– {decision.get('topic')} : {decision.get('outcome')}{about}{clauses}"
