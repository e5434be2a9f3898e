"""A ticket of Léa's conversation about order 204001, on every kind of database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.channels.message_log import MessageLog
from bot.clock import Clock
from bot.dialogue.assistant import Assistant
from bot.dialogue.message import Message, Turn
from bot.orders.conversations import Conversation
from bot.orders.store import Store
from bot.orders.tickets import Ticket
from bot.policies.pack import Pack
from tests.dialogue.test_two_windows import FAQ, load_packs
from tests.effects.acts import NOW, ORDER

LEA = "lea@example.org"
HUMAN = ("talk_to_human", 0.99)
_PACKS: dict[str, Pack] = {}


@dataclass
class Scene:
    """A conversation, played without a model: the ranking is given."""

    store: Store
    clock: Clock
    relais: Assistant
    id: str = "c1"

    def say(self, text: str, *ranking: tuple[str, float], **entities: str) -> Turn:
        """What the web door does: the message into the log, the turn, its replies into the log."""
        log, client = MessageLog(self.store.engine), f"m-{text}-{self.clock.now().isoformat()}"
        log.accept(self.id, client, text, self.clock.now())
        turn = self.relais.turn(self.id, Message(text, ranking, tuple(entities.items())))
        payloads = [{"text": reply.text, "buttons": [], "decisions": []} for reply in turn.replies]
        log.answer(self.id, client, payloads, self.clock.now())
        return turn

    def later(self, **span: float) -> None:
        self.clock.set(self.clock.now() + timedelta(**span))

    def shown(self) -> list[dict[str, Any]]:
        """What a browser of the conversation shows."""
        log = MessageLog(self.store.engine)
        return [{"kind": event.kind, **event.payload} for event in log.events_after(self.id, 0)]

    def ticket(self, number: str = "T-000001") -> Ticket:
        with self.store.transaction() as tx:
            found = tx.tickets.get(number)
        assert found is not None
        return found

    def handed_over(self) -> Ticket:
        self.say("je veux parler à quelqu'un", HUMAN)
        return self.ticket()


def scene_on(store: Store, customer: str | None = LEA, now: datetime = NOW) -> Scene:
    if not _PACKS:
        _PACKS.update(load_packs(FAQ, only=("pictoonline",)))
    clock = Clock(now)
    with store.transaction() as tx:
        tx.orders.put(ORDER)
        tx.conversations.put(
            Conversation("c1", "pictoonline", customer, created_at=now, expires_at=now + timedelta(hours=24))
        )
    return Scene(store, clock, Assistant(store, lambda: _PACKS, clock, lambda _id: None))


@pytest.fixture
def scene(store: Store) -> Scene:
    return scene_on(store)


@pytest.fixture
def quick(memory_store: Store) -> Scene:
    """Where the database does not matter."""
    return scene_on(memory_store)
