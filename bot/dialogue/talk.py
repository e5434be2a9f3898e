"""One turn in the making: the conversation, the open transaction, the message, and what is to be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from bot.dialogue.can_do import helps
from bot.dialogue.guessing import GuessLimits
from bot.dialogue.message import Message, Reply
from bot.dialogue.state import Button, State
from bot.dialogue.texts import text
from bot.dialogue.tracked import Tracked
from bot.orders.store import Conversation, Transaction
from bot.orders.tickets import Ticket
from bot.policies.decision import Decision
from bot.policies.pack import Pack


@dataclass
class Talk:
    tx: Transaction
    conversation: Conversation
    pack: Pack
    state: State
    message: Message
    now: datetime
    guesses: GuessLimits = field(default_factory=GuessLimits)
    tracked: Tracked = field(default_factory=Tracked)
    replies: list[Reply] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    ticket: Ticket | None = None  # where the turn's words are kept for whoever takes it

    @property
    def customer(self) -> str | None:
        """The signed-in customer's e-mail; only the session can have set it."""
        return self.conversation.customer

    def words(self, key: str, **more: object) -> str:
        """One of Relais' own sentences, with the merchant's names at hand."""
        merchant = self.pack.merchant
        contact = merchant.contacts.get("support") or merchant.contacts.get("email") or ""
        named = {
            "merchant_name": merchant.name,
            "person": merchant.person,
            "number_example": merchant.number_example,
            "hours": merchant.hours,
            "contact": contact,
            "now": self.now,
            "helps": helps(self.pack.tables),
        }
        return text(key, **{**named, **more})

    def say(self, sentence: str, buttons: Sequence[Button] = ()) -> None:
        """Replies; the buttons offered now are the only ones that count next."""
        self.state.buttons = list(buttons)
        self.replies.append(Reply(sentence, tuple(button.title for button in buttons)))

    def decide(self, outcome: str, *, topic: str | None = None, order: str | None = None) -> None:
        """A decision without a clause: identify, clarify, smalltalk…"""
        merchant = self.pack.merchant.key
        about = topic or self.state.topic or self.message.intent
        subject = "order" if order else None
        self.decisions.append(
            Decision(merchant, about, outcome, order=order, subject=subject, policy_hash=self.pack.hash)
        )

    def contact(self, order_email: str | None) -> str | None:
        return self.customer or order_email

    def balance(self) -> Decimal | None:
        """The signed-in customer's credit; None for a guest."""
        if not self.customer:
            return None
        return self.tx.orders.credit_balance(self.pack.merchant.key, self.customer)
