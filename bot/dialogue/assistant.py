"""One message in, replies and decisions out; all that a turn writes is one transaction, written once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.clock import Clock
from bot.dialogue.cards import card_of
from bot.dialogue.guessing import GuessLimits
from bot.dialogue.held import follow, heard
from bot.dialogue.message import Message, Turn
from bot.dialogue.state import State
from bot.dialogue.steps import step
from bot.dialogue.talk import Talk
from bot.dialogue.tracked import AskCarriers, Carriers, Tracked
from bot.orders.store import Conversation, Store
from bot.policies.pack import Pack
from bot.policies.recorded import as_json

Opening = Callable[[str], Conversation | None]
Policies = Callable[[], Mapping[str, Pack]]


class _Settled(Exception):
    """The turn was carried out before, or given up while it ran: nothing that it did now may last."""


class Assistant:
    """``policies`` gives the packs in force, once per turn.

    ``opening`` makes the conversation of an unknown id where that is allowed (shell, demo), else None.
    ``carriers``: whom to ask for fresh tracking; nobody without them.
    """

    def __init__(
        self,
        store: Store,
        policies: Policies,
        clock: Clock,
        opening: Opening,
        guesses: GuessLimits | None = None,
        carriers: Carriers | None = None,
    ) -> None:
        self._store, self._policies, self._clock, self._opening = store, policies, clock, opening
        self._guesses, self._carriers = guesses or GuessLimits(), carriers

    def turn(self, conversation_id: str, message: Message) -> Turn:
        """Raises LookupError for a conversation that was never opened or has expired.

        Nobody waits for a carrier with a transaction open: where one must be asked, the transaction is given
        up with all it wrote, and the turn begins again with the parcels' new state in the store.

        A message whose turn is settled (`bot/orders/outcomes.py`) is told what was settled, and does nothing.
        """
        packs = self._policies()  # before the transaction: it may look into the store itself
        now, tracked = self._clock.now(), Tracked(self._carriers)
        while True:
            try:
                return self._try(conversation_id, message, packs, now, tracked)
            except AskCarriers as needed:
                tracked.ask(needed.order, now)
            except _Settled:
                with self._store.transaction() as tx:
                    return Turn.from_dict(tx.outcomes.get(conversation_id, message.id or "") or {})

    def _try(
        self,
        conversation_id: str,
        message: Message,
        packs: Mapping[str, Pack],
        now: datetime,
        tracked: Tracked,
    ) -> Turn:
        with self._store.transaction() as tx:
            conversation = tx.conversations.get(conversation_id) or self._opening(conversation_id)
            if conversation is None or (conversation.expires_at and conversation.expires_at <= now):
                raise LookupError(f"no open conversation {conversation_id}")
            conversation = replace(conversation, created_at=conversation.created_at or now)
            pack = packs[conversation.merchant]
            state = State.from_dict(conversation.state)
            talk = Talk(tx, conversation, pack, state, message, now, self._guesses, tracked)
            held = heard(talk)
            if not held:
                talk.ticket = tx.tickets.of_conversation(conversation_id)
                step(talk)
                follow(talk)
            card = None if held else card_of(talk)
            tx.conversations.put(replace(conversation, state=state.as_dict()))
            for decision in talk.decisions:
                asked = as_json(decision.case) if decision.case else None
                tx.records.add_decision(
                    conversation_id, decision.as_dict(), decision.policy_hash, now, asked, message.id
                )
            turn = Turn(talk.replies, [decision.as_dict() for decision in talk.decisions], card, held)
            if message.id and not tx.outcomes.settle(conversation_id, message.id, turn.as_dict(), now):
                raise _Settled
        return turn
