"""A real mail server on the loopback that writes down what it takes, and refuses what it is told to."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

from bot.orders.store import Store
from tests.orders.samples import full_order
from tests.outbox.certificate import make
from tests.processes import free_port

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=timezone.utc)


@dataclass
class Mailbox:
    """``answers``: what the server says to the next letters, in turn, instead of taking them."""

    taken: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    refuse_recipient: str = ""

    async def handle_RCPT(
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address == self.refuse_recipient:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Session, envelope: Envelope) -> str:
        if self.answers:
            return self.answers.pop(0)
        assert isinstance(envelope.original_content, bytes)
        parsed = message_from_bytes(envelope.original_content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.taken.append(parsed)
        return "250 OK"


@dataclass
class Running:
    mailbox: Mailbox
    port: int

    def url(self, scheme: str = "smtp", account: str = "", options: str = "") -> str:
        return f"{scheme}://{account}127.0.0.1:{self.port}{options}"


def serve(mailbox: Mailbox, port: int, **options: Any) -> Controller:
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    return controller


@pytest.fixture
def mail() -> Iterator[Running]:
    """Plain SMTP."""
    running = Running(Mailbox(), free_port())
    controller = serve(running.mailbox, running.port)
    yield running
    controller.stop()


@pytest.fixture
def secure_mail(certificate: ssl.SSLContext) -> Iterator[Callable[..., Running]]:
    """Servers that speak TLS and want ``relais`` to sign in with ``cle:@``."""
    started = []

    def check(_server: Any, _session: Any, _envelope: Any, _kind: str, given: Any) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (b"relais", b"cle:@"), handled=False)

    def start(**options: Any) -> Running:
        running = Running(Mailbox(), free_port())
        more = {"authenticator": check, "auth_required": True, **options}
        started.append(serve(running.mailbox, running.port, **more))
        return running

    yield start
    for controller in started:
        controller.stop()


@pytest.fixture
def letters(store: Store) -> Store:
    """A store with two letters in its outbox."""
    queue(store, "Première", "Bonjour Léa,\n\nvotre avoir de 39,90 € est prêt.\n")
    queue(store, "Seconde", "Corps\n")
    return store


def queue(store: Store, subject: str, body: str = "Corps\n", to: str = "lea@example.org") -> None:
    with store.transaction() as tx:
        order = full_order()
        if tx.orders.get(order.merchant, order.number) is None:
            tx.orders.put(order)
        tx.writes.add_email(order, "confirmation", to, subject, body, NOW)


class Watch:
    """A clock to turn by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def later(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def certificate(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's context; this process trusts it, and nothing else, as a certificate authority."""
    cert, context = make(tmp_path_factory.mktemp("tls"))
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    return context
