"""A mailbox on a real IMAP server, and a real SMTP server that writes down what it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest

from bot.channels.messaging.account import Account
from bot.channels.messaging.courier import Courier
from bot.channels.messaging.delivery import Delivery
from bot.channels.messaging.email import Email
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.mailbox.fetcher import Fetcher
from bot.channels.messaging.mailbox.fetching import Fetching
from bot.channels.messaging.mailbox.mailboxes import LeftToServers, Mailboxes
from bot.channels.messaging.mailbox.reading import Reader
from bot.clock import Clock
from bot.orders.store import Store
from tests.dovecot import Dovecot, dovecot, dovecot_path
from tests.messaging.conftest import Door
from tests.messaging.email.samples import SHOP, TRUSTED
from tests.messaging.speaker import MERCHANT
from tests.outbox.conftest import Mailbox, Running, serve
from tests.processes import free_port

BOUND = 20  # answers to one sender in an hour


@pytest.fixture(scope="session")
def imap_server() -> Iterator[Dovecot]:
    if dovecot_path() is None:
        pytest.skip("no Dovecot here")
    with dovecot() as running:
        yield running


@pytest.fixture
def imap(imap_server: Dovecot) -> Dovecot:
    """With nothing in its mailbox."""
    imap_server.empty()
    return imap_server


@pytest.fixture
def smtp() -> Iterator[Running]:
    running = Running(Mailbox(), free_port())
    controller = serve(running.mailbox, running.port)
    yield running
    controller.stop()


def account_of(imap: str, smtp: str, verified: bool = False) -> Account:
    values = {"address": f"Picto <{SHOP}>", "trusted_server": TRUSTED}
    secrets = {"imap": (imap,), "smtp": (smtp,)}
    return Account("email", "picto", MERCHANT, values, secrets, verified=verified)


@pytest.fixture
def email(imap: Dovecot, smtp: Running) -> Email:
    return Email(account_of(imap.url, smtp.url()))


def fetching(email: Email, store: Store) -> Fetching:
    inbox = Inbox(store, LeftToServers(), timedelta(days=1), 1000)
    return Fetching(email, inbox, Reader({email.mailbox}, TRUSTED, BOUND), Clock().now)


def mailboxes(email: Email, store: Store, processes: int = 1, idle: bool = True) -> Mailboxes:
    """As so many processes would read them."""
    looks = [fetching(email, store).look for _ in range(processes)]
    every, longest = (60.0 if idle else 0.2), 0.5
    return Mailboxes([Fetcher("email/picto", email.imap.connect, one, every, idle, longest) for one in looks])


@pytest.fixture
def reading(email: Email, door: Door) -> Iterator[None]:
    """Two processes that read the mailbox, waiting by IDLE."""
    both = mailboxes(email, door.store, processes=2)
    both.start()
    yield
    both.stop()


@pytest.fixture
def sending(email: Email, door: Door) -> Iterator[Courier]:
    courier = Courier(Delivery(door.store, {email.account.channel: email}, Clock().now))
    courier.start()
    yield courier
    courier.stop()


def until(ready: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not ready() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert ready()


def sent_to(smtp: Running, peer: str, count: int = 1) -> list[EmailMessage]:
    """What a customer got, once it is so much."""

    def found() -> list[EmailMessage]:
        return [one for one in list(smtp.mailbox.taken) if one["To"] == peer]

    until(lambda: len(found()) >= count)
    return found()
