"""All that a person needs to know of a ticket: the facts, what was decided and why, what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.channels.tables import web_events
from bot.orders.exporting import to_json
from bot.orders.model import Order
from bot.orders.photos import Photo
from bot.orders.store import Transaction
from bot.orders.tickets import ASSISTANT, CUSTOMER, Ticket, TicketMessage

LINES = 200  # of a transcript, the newest: whoever reads more reads nothing


@dataclass(frozen=True)
class Said:
    """``author``: customer, assistant or person."""

    author: str
    text: str
    at: datetime
    name: str | None = None


@dataclass(frozen=True)
class Card:
    """``decisions`` are the contract's, whole: this is for staff. ``order``: as the store has it now."""

    ticket: Ticket
    order: Order | None
    decisions: list[dict[str, Any]] = field(default_factory=list)
    transcript: list[Said] = field(default_factory=list)
    messages: list[TicketMessage] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)

    def order_facts(self) -> dict[str, Any] | None:
        return to_json(self.order) if self.order else None


def card_of(tx: Transaction, ticket: Ticket, until: datetime | None = None) -> Card:
    """``until``: without what was said by the customer after it, and all that followed."""
    conversation = ticket.conversation_id
    order = tx.orders.get(ticket.merchant, ticket.order) if ticket.order else None
    decisions = tx.records.decisions(conversation)[::-1] if conversation else []
    said = transcript(tx, conversation) if conversation else []
    after = (place for place, one in enumerate(said) if until and one.author == CUSTOMER and one.at > until)
    said = said[: next(after, len(said))]
    messages, photos = tx.tickets.messages(ticket.id), tx.photos.of_reference(ticket.number)
    return Card(ticket, order, [row["decision"] for row in decisions], said, messages, photos)


def transcript(tx: Transaction, conversation: str) -> list[Said]:
    """What the conversation's log holds, the oldest first."""
    columns = (web_events.c.kind, web_events.c.payload, web_events.c.at)
    query = select(*columns).where(web_events.c.conversation_id == conversation)
    rows = tx.connection.execute(query.order_by(web_events.c.seq.desc()).limit(LINES)).all()[::-1]
    return [
        Said(_author(kind, payload), str(payload["text"]), at, payload.get("name"))
        for kind, payload, at in rows
        if payload.get("text")
    ]


def _author(kind: str, payload: dict[str, Any]) -> str:
    return CUSTOMER if kind == "said" else str(payload.get("author") or ASSISTANT)
