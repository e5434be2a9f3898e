"""A loaded model, a throw-away store and a clock: conversations are played on it one after another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.log_utils import configure_structlog

from bot import wiring
from bot.channels.gist import as_read
from bot.clock import Clock
from bot.orders.model import IssuedCoupon, Order
from bot.orders.store import Conversation, Store
from bot.rehearsal.changes import Changes
from bot.rehearsal.endpoint import LocalActions
from bot.settings import load


class Recorder(OutputChannel):
    """Keeps every message whole, what travels beside its text included."""

    @classmethod
    def name(cls) -> str:
        return "rehearsal"

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(dict(message))


@dataclass(frozen=True)
class Played:
    """One turn in the words of contracts.md (`relais ask --json`)."""

    say: str
    topic: str
    confidence: float
    entities: dict[str, str]
    replies: list[dict[str, Any]]
    decisions: list[dict[str, Any]]


class Stage:
    """Raises whatever the model's loading raises."""

    def __init__(self, model: Path) -> None:
        configure_structlog(logging.WARNING)  # Rasa's own default prints every event, to standard output
        self._store = Store.open("sqlite://", create=True)
        self._clock = Clock()
        wiring.rehearse(wiring.assistant_for(self._store, self._clock, load()))
        self._agent = Agent.load(str(model), action_endpoint=LocalActions())
        self._loop = asyncio.new_event_loop()
        self._count = 0
        self._id = ""
        self.changes = Changes(self._store)

    def open(
        self,
        merchant: str,
        customer: str | None,
        orders: Iterable[Order],
        coupons: Iterable[IssuedCoupon],
        now: datetime | None,
    ) -> None:
        """A fresh store and a fresh conversation. KeyError for a merchant without a pack."""
        if merchant not in wiring.packs():
            raise KeyError(f"marchand inconnu : {merchant}")
        self._count += 1
        self._id = f"rehearsal-{self._count}"
        self._agent.tracker_store = self._agent.processor.tracker_store = InMemoryTrackerStore(
            self._agent.domain or Domain.empty()
        )
        self.set_now(now)
        self._store.empty()
        with self._store.transaction() as tx:
            tx.orders.put_all(list(orders))
            for coupon in coupons:
                tx.orders.put_coupon(coupon)
            started = self._clock.now()
            tx.conversations.put(Conversation(self._id, merchant, customer, created_at=started))
        self.changes.start()

    def set_now(self, now: datetime | None) -> None:
        self._clock.set(now)

    def set_orders(self, orders: Iterable[Order]) -> None:
        """The shop changes orders behind the assistant's back; that is no change of the assistant's."""
        with self.changes.by_others(), self._store.transaction() as tx:
            tx.orders.merge_all(list(orders))

    def say(self, text: str) -> Played:
        """One message through the real agent."""
        recorder = Recorder()
        read, beside = as_read(text)
        message = UserMessage(read, recorder, self._id, input_channel="rehearsal", metadata=beside)
        self._loop.run_until_complete(self._agent.handle_message(message))
        tracker = self._loop.run_until_complete(self._agent.tracker_store.get_or_create_tracker(self._id))
        parsed = (tracker.latest_message.parse_data if tracker.latest_message else None) or {}
        intent = parsed.get("intent") or {}
        return Played(
            say=text,
            topic=intent.get("name") or "",
            confidence=round(float(intent.get("confidence") or 0.0), 4),
            entities={e["entity"]: e["value"] for e in parsed.get("entities") or ()},
            replies=[
                {
                    "text": m.get("text") or "",
                    "buttons": [{"title": b["title"]} for b in m.get("buttons") or ()],
                }
                for m in recorder.messages
            ],
            decisions=[d for m in recorder.messages for d in (m.get("relais") or {}).get("decisions", [])],
        )
