"""A turn that brought no answer in time: an apology and a ticket, unless the assistant was done after all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.channels.apology import INTERRUPTED, PERSON, words_of_apology
from bot.channels.public import public_message
from bot.channels.turns import Turn
from bot.dialogue.message import Reply
from bot.dialogue.message import Turn as Outcome
from bot.orders.store import Store
from bot.policies.merchant import Merchant


class _Settled(Exception):
    """The assistant was first: its answer holds, and no ticket is opened."""


def give_up(
    store: Store, turn: Turn, merchant: Merchant | None, at: datetime, late: bool
) -> list[dict[str, Any]]:
    """The public messages that the customer is to get: an apology, or what the assistant settled before;
    none if they have it already. `late`: the message is from long ago, they are asked to send it again.

    From here on an action that is still at work on the turn can do nothing any more. Blocking.
    """
    try:
        with store.transaction() as tx:
            if late:
                apology = Reply(INTERRUPTED)
            else:
                apology = Reply(words_of_apology(tx, turn.conversation, merchant, turn.text, at), (PERSON,))
            if not tx.outcomes.settle(turn.conversation, turn.client_id, Outcome([apology]).as_dict(), at):
                raise _Settled
            outcome = Outcome([apology])
    except _Settled:
        with store.transaction() as tx:
            outcome = Outcome.from_dict(tx.outcomes.get(turn.conversation, turn.client_id) or {})
    if outcome.held and not outcome.replies:
        return [public_message({})]  # silence: a person has the conversation
    return [
        public_message(
            {"text": reply.text, "buttons": [{"title": one} for one in reply.buttons], "relais": extra}
        )
        for reply, extra in outcome.with_decisions()
    ]
