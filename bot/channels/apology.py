"""What a customer reads when the answer does not come, and the ticket that goes with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.channels.merchants import contact_words
from bot.orders.store import Store
from bot.policies.merchant import Merchant

REASON = "assistant_failure"
WITH_TICKET = (
    "Toutes mes excuses : un incident technique m'empêche de vous répondre. Votre demande n'est pas perdue : "
    "elle porte le numéro {ticket} et {contact} va la traiter. Vous pouvez aussi réessayer dans quelques "
    "instants."
)
WITHOUT_TICKET = (
    "Toutes mes excuses : un incident technique m'empêche de vous répondre. Réessayez dans quelques instants "
    "ou contactez directement {contact} : une personne prendra le relais."
)
INTERRUPTED = (
    "Toutes mes excuses : j'ai été interrompu avant de pouvoir vous répondre. Pouvez-vous renvoyer votre "
    "message ?"
)
PERSON = "Parler à un conseiller"


def apologise(
    store: Store, conversation_id: str, merchant: Merchant | None, said: str, at: datetime
) -> dict[str, Any]:
    """The apology as a public message. Opens one ticket per conversation and day, so that trying again does
    not pile them up; a store that does not answer costs the ticket, not the apology. Blocking."""
    contact = contact_words(merchant)
    try:
        ticket = _open_ticket(store, conversation_id, said, at)
    except Exception:  # whatever is wrong with the store, the customer gets an answer
        ticket = None
    text = WITH_TICKET if ticket else WITHOUT_TICKET
    return plain(text.format(contact=contact, ticket=ticket), PERSON)


def plain(text: str, *buttons: str) -> dict[str, Any]:
    """A public message without a decision."""
    return {"text": text, "buttons": [{"title": title} for title in buttons], "decisions": []}


def _open_ticket(store: Store, conversation_id: str, said: str, at: datetime) -> str | None:
    with store.transaction() as tx:
        conversation = tx.conversations.get(conversation_id, lock=False)
        if conversation is None or not tx.records.claim_key(f"{REASON}:{conversation_id}:{at.date()}"):
            return None
        return tx.writes.add_ticket(
            conversation.merchant,
            None,
            conversation.customer,
            REASON,
            f"L'assistant n'a pas pu répondre à : « {said} »",
            conversation_id,
            at,
        )
