"""The mail server's address, encryption and account."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable

import pytest

from bot.mail.sending import send_due
from bot.mail.server import MailServer
from bot.orders.store import Store
from bot.settings import SettingsError, load
from tests.outbox.conftest import Running, Watch, queue

ACCOUNT = "relais:cle%3A%40@"


def test_an_address_is_read_whole() -> None:
    assert MailServer.parse("smtp://mail.example") == MailServer("mail.example", 25)
    assert MailServer.parse("smtps://mail.example").port == 465
    assert MailServer.parse("smtp://mail.example?starttls=yes") == MailServer(
        "mail.example", 587, starttls=True
    )
    found = MailServer.parse(f"smtps://{ACCOUNT}mail.example:2465/")
    assert (found.user, found.password, found.port, found.implicit_tls) == ("relais", "cle:@", 2465, True)


@pytest.mark.parametrize(
    "url",
    [
        "http://h",
        "smtp://",
        "h:25",
        "smtp://h/x",
        "smtp://h?tls=yes",
        "smtp://h?starttls=1",
        "smtp://h:x",
        "smtp://a:%C3%A9@h",
    ],
)
def test_anything_else_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("RELAIS_SMTP_URL", url)
    monkeypatch.setenv("RELAIS_MAIL_FROM", "aide@boutique.example")
    with pytest.raises(SettingsError) as refused:
        load()
    assert "\n" not in str(refused.value)


def test_a_sender_is_needed_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_SMTP_URL", "smtp://mail.example")
    with pytest.raises(SettingsError, match="RELAIS_MAIL_FROM"):
        load()
    monkeypatch.setenv("RELAIS_MAIL_FROM", "pas une adresse")
    with pytest.raises(SettingsError, match="illisible"):
        load()


def send(store: Store, url: str) -> int:
    return send_due(store, MailServer.parse(url), "aide@boutique.example", Watch()).delivered


def test_starttls_with_an_account(
    memory_store: Store, secure_mail: Callable[..., Running], certificate: ssl.SSLContext
) -> None:
    queue(memory_store, "Sujet")
    mail = secure_mail(tls_context=certificate, require_starttls=True)
    assert send(memory_store, mail.url(account=ACCOUNT, options="?starttls=yes")) == 1
    assert len(mail.mailbox.taken) == 1


def test_tls_from_the_first_byte(
    memory_store: Store, secure_mail: Callable[..., Running], certificate: ssl.SSLContext
) -> None:
    queue(memory_store, "Sujet")
    mail = secure_mail(ssl_context=certificate, auth_require_tls=False)
    assert send(memory_store, mail.url("smtps", ACCOUNT)) == 1


def test_a_wrong_key_keeps_the_letters(
    memory_store: Store, secure_mail: Callable[..., Running], certificate: ssl.SSLContext
) -> None:
    queue(memory_store, "Sujet")
    mail = secure_mail(tls_context=certificate, require_starttls=True)
    with pytest.raises(smtplib.SMTPAuthenticationError):
        send(memory_store, mail.url(account="relais:faux@", options="?starttls=yes"))
    with memory_store.transaction() as tx:
        assert [letter.attempts for letter in tx.outbox.letters()] == [0]


def test_a_server_that_nobody_vouches_for_gets_nothing(
    memory_store: Store,
    secure_mail: Callable[..., Running],
    certificate: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    queue(memory_store, "Sujet")
    mail = secure_mail(ssl_context=certificate, auth_require_tls=False)
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(ssl.SSLCertVerificationError):
        send(memory_store, mail.url("smtps", ACCOUNT))
    assert mail.mailbox.taken == []
