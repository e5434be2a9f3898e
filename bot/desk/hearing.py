"""What a desk says, carried out: once for each id, and nothing old over something newer."""

from __future__ import annotations

from datetime import datetime

from bot.desk import person
from bot.desk.port import CLOSE, GIVE_BACK, REPLY, TAKE, Word
from bot.orders.store import Transaction
from bot.orders.tickets import Ticket
from bot.policies.merchant import Merchant

DONE, REPEATED, LATE, UNKNOWN = "done", "repeated", "late", "unknown"


def obey(tx: Transaction, merchant: str, word: Word, now: datetime, known: Merchant | None = None) -> str:
    """Done, repeated (an id seen before), late (a newer take, give-back or close came first) or unknown (no
    such ticket). A reply is never late: the customer is to read every one. All within the caller's
    transaction, the id included.
    """
    ticket = _find(tx, merchant, word)
    if ticket is None:
        return UNKNOWN
    if not tx.records.claim_key(f"desk:{merchant}:{word.id}"):
        return REPEATED
    if word.act == REPLY:
        person.reply(tx, ticket, word.text, word.name, now, known, from_desk=True)
        return DONE
    if ticket.changed_at and word.at < ticket.changed_at:
        return LATE
    if word.act == TAKE:
        person.take(tx, ticket, word.name, now)
    elif word.act == GIVE_BACK:
        person.give_back(tx, ticket, now)
    elif word.act == CLOSE:
        person.close(tx, ticket, now, from_desk=True)
    tx.tickets.set(ticket.id, changed_at=word.at)
    return DONE


def _find(tx: Transaction, merchant: str, word: Word) -> Ticket | None:
    if word.number:
        return tx.tickets.get(word.number, merchant, lock=True)
    found = tx.tickets.by_desk_ref(merchant, word.ref) if word.ref else None
    return tx.tickets.get(found.number, merchant, lock=True) if found else None
