"""One customer's line, by a clock of ours."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.channels.inbox import Inbox as Work
from bot.channels.message_log import MessageLog
from bot.channels.messaging.delivery import Delivery
from bot.channels.messaging.events import Said
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.ledger import Due
from bot.channels.messaging.platform import Platform
from bot.channels.messaging.tables import channel_conversations
from bot.orders.store import Store
from bot.orders.work_tables import tickets
from tests.messaging.peer import Peer
from tests.messaging.speaker import Sent, Speaker, now


class Line:
    """One customer's line: what the assistant says goes into the log, and is delivered by a clock of ours."""

    def __init__(self, store: Store, platform: Platform, speaker: Speaker, peer: Peer) -> None:
        self.store, self.platform, self.speaker, self.peer = store, platform, speaker, peer
        self.at: datetime = now()
        self.log = MessageLog(store.engine)
        self.work = Work(store, 60)
        self.inbox = Inbox(store, self.work, timedelta(hours=24), 1000)
        self.delivery = Delivery(store, {platform.account.channel: platform}, lambda: self.at)
        self.customer = speaker.peer()
        self.conversation = self.writes("bonjour")

    def writes(self, text: str) -> str:
        said = Said(self.customer, self.speaker.id(self.customer), text, self.at)
        (turn,) = self.inbox.take(self.platform, [said], self.at)
        self.work.answered(turn, [], self.at)
        self.heard = turn.text
        return turn.conversation

    def says(self, text: str, *buttons: str) -> None:
        self.log.post(
            self.conversation, {"text": text, "buttons": [{"title": one} for one in buttons]}, self.at
        )

    def deliver(self) -> list[Due]:
        taken = self.delivery.take(10)
        for due in taken:
            self.delivery.deliver(due)
        return taken

    def wait(self, **time: float) -> None:
        self.at += timedelta(**time)

    @property
    def sent(self) -> list[Sent]:
        return [self.speaker.sent(asked) for asked in self.peer.taken]

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.sent]

    @property
    def row(self) -> Any:
        query = select(channel_conversations).where(
            channel_conversations.c.conversation_id == self.conversation
        )
        with self.store.transaction() as tx:
            return tx.connection.execute(query).one()

    @property
    def tickets(self) -> list[Any]:
        with self.store.transaction() as tx:
            return list(tx.connection.execute(select(tickets)))
