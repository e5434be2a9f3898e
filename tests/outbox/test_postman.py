"""The sender beside the servers, and the command that sends by hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.outbox import outbox
from bot.mail.postman import Postman
from bot.mail.server import MailServer
from bot.orders.store import Store
from bot.serving import postman
from bot.settings import Settings
from tests.outbox.conftest import Mailbox, Running, queue, serve
from tests.processes import free_port

SENDER = "aide@boutique.example"


def eventually(true: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def test_letters_leave_by_themselves(letters: Store, mail: Running) -> None:
    worker = Postman(letters, MailServer.parse(mail.url()), SENDER, every=0.02)
    worker.start()
    try:
        assert eventually(lambda: len(mail.mailbox.taken) == 2)
        queue(letters, "Troisième")
        assert eventually(lambda: len(mail.mailbox.taken) == 3)
    finally:
        worker.stop()


def test_a_server_that_comes_back_gets_them(memory_store: Store) -> None:
    queue(memory_store, "Sujet")
    port, mailbox = free_port(), Mailbox()
    worker = Postman(memory_store, MailServer("127.0.0.1", port), SENDER, every=0.02, longest=0.2)
    worker.start()
    time.sleep(0.3)
    controller = serve(mailbox, port)
    try:
        assert eventually(lambda: len(mailbox.taken) == 1)
    finally:
        worker.stop()
        controller.stop()


def test_it_stops_at_once_while_the_server_is_away(memory_store: Store) -> None:
    queue(memory_store, "Sujet")
    worker = Postman(memory_store, MailServer("127.0.0.1", free_port()), SENDER, every=0.01, longest=300)
    worker.start()
    time.sleep(0.3)
    started = time.monotonic()
    worker.stop()
    assert time.monotonic() - started < 1


def test_two_at_work_send_each_letter_once(store: Store, mail: Running) -> None:
    for number in range(12):
        queue(store, f"Lettre {number}")
    workers = [Postman(store, MailServer.parse(mail.url()), SENDER, every=0.01) for _ in range(2)]
    for worker in workers:
        worker.start()
    try:
        assert eventually(lambda: len(mail.mailbox.taken) >= 12)
        time.sleep(0.1)
    finally:
        for worker in workers:
            worker.stop()
    assert sorted(message["Subject"] for message in mail.mailbox.taken) == sorted(
        f"Lettre {number}" for number in range(12)
    )


def test_the_servers_have_one_only_where_a_mail_server_is_set(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'relais.db'}"
    assert postman(Settings(database_url=url, state_dir=tmp_path)) is None
    assert postman(
        Settings(database_url=url, state_dir=tmp_path, smtp_url="smtp://mail.example", mail_from=SENDER)
    )


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """``relais outbox …`` on a store with one letter for nobody and one for Léa."""
    url = f"sqlite:///{tmp_path / 'relais.db'}"
    monkeypatch.setenv("RELAIS_DATABASE_URL", url)
    monkeypatch.setenv("COLUMNS", "200")
    store = Store.open(url, create=True)
    queue(store, "Première", to="nobody@example.org")
    queue(store, "Seconde")
    store.dispose()

    def invoke(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(outbox, words)
        return result.exit_code, result.output

    return invoke


def test_by_hand(run: Callable[..., tuple[int, str]], mail: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out = run("list")
    assert (code, out.count("en attente")) == (0, 2)
    code, out = run("send")
    assert (code, out) == (1, "Error: RELAIS_SMTP_URL n'est pas réglé : les e-mails restent en attente.\n")
    monkeypatch.setenv("RELAIS_SMTP_URL", mail.url())
    monkeypatch.setenv("RELAIS_MAIL_FROM", SENDER)
    mail.mailbox.refuse_recipient = "nobody@example.org"
    assert run("send") == (1, "1 envoyé, 1 abandonné (relais outbox list)\n")
    assert "abandonné : 550 no such mailbox" in run("list")[1]
    assert "envoyé le" in run("list", "--all")[1]
    assert run("send") == (0, "0 envoyé\n")
    mail.mailbox.refuse_recipient = ""
    assert run("send", "--again") == (0, "1 envoyé\n")
    assert run("list") == (0, "Aucun e-mail en attente.\n")
