"""What a customer reads when the answer does not come, and the ticket that goes with it."""

from __future__ import annotations

from datetime import datetime

from bot.channels.merchants import contact_words
from bot.channels.message_log import take_turns
from bot.orders.store import Transaction
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


def words_of_apology(
    tx: Transaction, conversation_id: str, merchant: Merchant | None, said: str, at: datetime
) -> str:
    """Opens one ticket per conversation and day, so that trying again does not pile them up."""
    ticket = _open_ticket(tx, conversation_id, said, at)
    words = WITH_TICKET if ticket else WITHOUT_TICKET
    return words.format(contact=contact_words(merchant), ticket=ticket)


def _open_ticket(tx: Transaction, conversation_id: str, said: str, at: datetime) -> str | None:
    # Not the turn's own lock, which a turn that hangs may hold: the message log's, so that a conversation
    # that is being erased is waited for.
    take_turns(tx.connection, conversation_id)
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
