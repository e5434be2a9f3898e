"""Two processes on one database: each message is taken once, sent once, and nobody waits for ever."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.inbox import Inbox as Work
from bot.channels.message_log import MessageLog
from bot.channels.messaging.account import Account
from bot.channels.messaging.delivery import Delivery
from bot.channels.messaging.events import Said
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.platform import Letter
from bot.channels.messaging.tables import channel_conversations
from bot.channels.messaging.telegram import Telegram
from bot.channels.tables import web_messages
from bot.orders.store import Store
from tests.messaging.speaker import now

pytestmark = pytest.mark.parametrize("engine", ["sqlite-file", "postgresql"], indirect=True)
ACCOUNT = Account("telegram", "a", "inno")


class Noted(Telegram):
    """Sends into a list."""

    def __init__(self, account: Account) -> None:
        super().__init__(account)
        self.sent: list[str] = []

    def send(self, letter: Letter) -> str:
        self.sent.append(letter.part.text)
        return "1"


def inbox_of(store: Store) -> Inbox:
    work = Work(store, 60)
    work.live()
    return Inbox(store, work, timedelta(hours=24), 1000)


def at_once(*work: Callable[[], Any]) -> list[Any]:
    with ThreadPoolExecutor(len(work)) as threads:
        return [one.result(30) for one in [threads.submit(job) for job in work]]


def test_two_first_messages_at_once_open_one_conversation(store: Store) -> None:
    inbox, platform = inbox_of(store), Noted(ACCOUNT)

    def bring(place: int) -> Callable[[], Any]:
        return lambda: inbox.take(platform, [Said("7", f"7.{place % 4}", f"m{place % 4}", now())], now())

    (turn,) = [turn for found in at_once(*[bring(place) for place in range(8)]) for turn in found]
    with store.transaction() as tx:
        kept = tx.connection.execute(select(web_messages).order_by(web_messages.c.client_id)).all()
    assert [row.client_id for row in kept] == ["7.0", "7.1", "7.2", "7.3"]
    assert {row.conversation_id for row in kept} == {turn.conversation}


def test_senders_and_writers_at_once_lose_and_double_nothing(store: Store) -> None:
    inbox, platform, log = (
        inbox_of(store),
        Noted(ACCOUNT),
        MessageLog(store.engine),
    )
    (turn,) = inbox.take(platform, [Said("7", "7.x", "bonjour", now())], now())
    deliveries = [Delivery(store, {"telegram/a": platform}, now) for _ in range(2)]

    def write() -> None:
        for place in range(20):
            log.post(turn.conversation, {"text": f"m{place}"}, now())
            inbox.take(platform, [Said("7", f"7.{place}", "encore", now())], now())

    def send(delivery: Delivery) -> None:
        for _ in range(30):
            for due in delivery.take(5):
                delivery.deliver(due)

    at_once(write, lambda: send(deliveries[0]), lambda: send(deliveries[1]))
    send(deliveries[0])
    assert platform.sent == [f"m{place}" for place in range(20)]
    with store.transaction() as tx:
        row = tx.connection.execute(select(channel_conversations)).one()
    assert (row.due_at, row.lease) == (None, None)
