"""All mailboxes of the channels' file, each with its fetcher. Any number of processes may fetch at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.engine import Connection

from bot.channels.messaging.email import Email
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.mailbox.fetcher import Fetcher
from bot.channels.messaging.mailbox.fetching import Fetching
from bot.channels.messaging.mailbox.photos import PhotoLimits
from bot.channels.messaging.mailbox.quotes import LONGEST
from bot.channels.messaging.mailbox.reading import Reader
from bot.channels.messaging.platform import Platform
from bot.channels.turns import Turn
from bot.clock import Clock
from bot.orders.store import Store
from bot.settings import Settings


class LeftToServers:
    """Who answers in this process: nobody. The servers find what nobody answers (`keeper.py`)."""

    def begin(self, connection: Connection, conversation: str) -> Turn | None:
        return None


THREADS = 3  # times the silence that a thread may have: its whole life


class Mailboxes:
    def __init__(self, fetchers: list[Fetcher]) -> None:
        self.fetchers = fetchers

    def start(self) -> None:
        for fetcher in self.fetchers:
            fetcher.start()

    def stop(self, seconds: float = 5.0) -> None:
        for fetcher in self.fetchers:
            fetcher.ask_to_stop()
        for fetcher in self.fetchers:
            fetcher.wait(seconds)


def mailboxes_of(platforms: Mapping[str, Platform], store: Store, settings: Settings) -> Mailboxes:
    boxes = [one for one in platforms.values() if isinstance(one, Email)]
    own = {box.mailbox for box in boxes}
    # People answer a mail days later; the thread says what they answer.
    quiet, life = (
        timedelta(days=settings.email_thread_days),
        THREADS * timedelta(days=settings.email_thread_days),
    )
    limits = PhotoLimits(settings.photo_bytes, settings.photo_pixels)
    fetchers = []
    for box in boxes:
        reader = Reader(
            own, box.account.values["trusted_server"] or None, settings.email_answers_per_hour, limits
        )
        inbox = Inbox(store, LeftToServers(), quiet, LONGEST, life, settings.conversation_photos)
        look = Fetching(box, inbox, reader, Clock().now).look
        every, idle = settings.email_poll_seconds, settings.email_idle
        fetchers.append(Fetcher(box.account.channel, box.imap.connect, look, every, idle))
    return Mailboxes(fetchers)
