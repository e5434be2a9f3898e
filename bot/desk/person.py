"""What a person does with a ticket, from the terminal or from a desk. Each act belongs to the caller's
transaction: all of it is kept, or nothing.

A person's words reach a conversation by one port whatever its channel: an event in the conversation's log
(`post_within`) with ``author: person``. The web door streams it; the messaging channels deliver from there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.channels.message_log import post_within
from bot.desk.words import words
from bot.orders.desk_events import CLOSED, MESSAGE
from bot.orders.store import Transaction
from bot.orders.tickets import PERSON, Ticket
from bot.policies.merchant import Merchant

CONVERSATION, EMAIL, BOTH, NONE = "conversation", "email", "both", "none"


def reply(
    tx: Transaction,
    ticket: Ticket,
    text: str,
    name: str | None,
    now: datetime,
    merchant: Merchant | None = None,
    letter_too: bool = False,
    from_desk: bool = False,
) -> str:
    """The person's words to the customer: into the conversation where it is still open, else by e-mail where
    an address is known. Returns the way they went; ``none`` when there is none, and then they are only kept
    with the ticket. Whoever replies has the conversation. ``from_desk``: the desk knows of it already.
    """
    here = conversation_open(tx, ticket, now)
    by_letter = bool(ticket.email) and (letter_too or not here)
    way = BOTH if here and by_letter else CONVERSATION if here else EMAIL if by_letter else NONE
    if here:
        take(tx, ticket, name, now)
        _post(tx, ticket, text, now, author=PERSON, name=name)
    if by_letter and ticket.email:
        subject, body = (
            words(part, **_named(ticket, text, name, merchant)) for part in ("letter_subject", "letter")
        )
        tx.outbox.add(ticket.email, subject, body, now)
    message = tx.tickets.add_message(ticket.id, PERSON, text, now, name, way)
    if not from_desk:
        tx.desk_events.add(MESSAGE, ticket.id, ticket.merchant, now, message)
    return way


def take(tx: Transaction, ticket: Ticket, name: str | None, now: datetime) -> None:
    """From now on the assistant is silent in this conversation. A closed ticket is open again by that."""
    if ticket.state != "taken":
        tx.tickets.set(ticket.id, taken_by=name, taken_at=now, closed_at=None, acknowledged_at=None)


def give_back(tx: Transaction, ticket: Ticket, now: datetime) -> None:
    """The assistant answers again; the ticket stays open."""
    if ticket.state != "taken":
        return
    tx.tickets.set(ticket.id, taken_by=None, taken_at=None, acknowledged_at=None)
    if conversation_open(tx, ticket, now):
        _post(tx, ticket, words("given_back", ticket=ticket.number), now)


def close(tx: Transaction, ticket: Ticket, now: datetime, from_desk: bool = False) -> None:
    """The matter is settled; the assistant answers again."""
    if ticket.state == "closed":
        return
    tx.tickets.set(ticket.id, closed_at=now, taken_by=None, taken_at=None, acknowledged_at=None)
    if conversation_open(tx, ticket, now):
        _post(tx, ticket, words("closed", ticket=ticket.number), now)
    if not from_desk:
        tx.desk_events.add(CLOSED, ticket.id, ticket.merchant, now)


def conversation_open(tx: Transaction, ticket: Ticket, now: datetime) -> bool:
    """Whether the customer can still read there."""
    if not ticket.conversation_id:
        return False
    found = tx.conversations.get(ticket.conversation_id, lock=False)
    return found is not None and (found.expires_at is None or found.expires_at > now)


def _post(tx: Transaction, ticket: Ticket, text: str, now: datetime, **more: Any) -> None:
    assert ticket.conversation_id
    payload = {"text": text, "buttons": [], "decisions": [], **more}
    post_within(tx.connection, ticket.conversation_id, payload, now)


def _named(ticket: Ticket, text: str, name: str | None, merchant: Merchant | None) -> dict[str, Any]:
    contacts = merchant.contacts if merchant else {}
    return {
        "ticket": ticket.number,
        "order": ticket.order,
        "text": text,
        "name": name,
        "merchant_name": merchant.name if merchant else "",
        "contact": contacts.get("support") or contacts.get("email") or "",
    }
