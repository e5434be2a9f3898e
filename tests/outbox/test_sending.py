"""Letters are handed to a mail server: each at least once, none lost, none held up by another."""

from __future__ import annotations

import pytest

from bot.mail.sending import send_due
from bot.mail.server import MailServer
from bot.orders.outbox import MAX_ATTEMPTS, Letter
from bot.orders.store import Store
from tests.outbox.conftest import NOW, Running, Watch, queue
from tests.processes import free_port

SENDER = "Service client <aide@boutique.example>"


def send(store: Store, mail: Running, watch: Watch | None = None) -> tuple[int, int, int]:
    sent = send_due(store, MailServer.parse(mail.url()), SENDER, watch or Watch())
    return sent.delivered, sent.failed, sent.refused


def letters_of(store: Store) -> list[Letter]:
    with store.transaction() as tx:
        return tx.outbox.letters()[::-1]


def test_what_waits_is_sent_as_it_was_written(letters: Store, mail: Running) -> None:
    assert send(letters, mail) == (2, 0, 0)
    first, second = mail.mailbox.taken
    assert (first["To"], first["From"], first["Subject"]) == ("lea@example.org", SENDER, "Première")
    assert first.get_content().splitlines() == ["Bonjour Léa,", "", "votre avoir de 39,90 € est prêt."]
    assert first["Date"].datetime == NOW
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Message-ID"].endswith("@boutique.example>")
    assert first["Message-ID"] != second["Message-ID"]
    assert [letter.delivered_at for letter in letters_of(letters)] == [NOW, NOW]
    assert send(letters, mail) == (0, 0, 0)
    assert len(mail.mailbox.taken) == 2


def test_a_sender_that_dies_in_between_sends_it_again_under_the_same_id(
    letters: Store, mail: Running
) -> None:
    with letters.transaction() as tx:
        lost = tx.outbox.take(NOW)
    assert lost
    watch = Watch()
    send(letters, mail, watch)
    assert [message["Subject"] for message in mail.mailbox.taken] == ["Seconde"]
    watch.later(minutes=6)
    send(letters, mail, watch)
    assert [message["Subject"] for message in mail.mailbox.taken] == ["Seconde", "Première"]
    with letters.transaction() as tx:
        tx.outbox.failed(lost, "the line went dead after the letter was taken", NOW)
        tx.connection.exec_driver_sql("UPDATE outbox SET delivered_at = NULL")
    watch.later(minutes=10)
    send(letters, mail, watch)
    ids = [message["Message-ID"] for message in mail.mailbox.taken if message["Subject"] == "Première"]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_not_now_is_tried_again_ever_later(letters: Store, mail: Running) -> None:
    mail.mailbox.answers = ["451 try later"]
    watch = Watch()
    assert send(letters, mail, watch) == (1, 1, 0)
    waiting = letters_of(letters)[0]
    assert (waiting.attempts, waiting.last_error) == (1, "451 try later")
    watch.later(seconds=59)
    assert send(letters, mail, watch) == (0, 0, 0)
    watch.later(seconds=1)
    mail.mailbox.answers = ["451 still not"]
    assert send(letters, mail, watch) == (0, 1, 0)
    watch.later(seconds=119)
    assert send(letters, mail, watch) == (0, 0, 0)
    watch.later(seconds=1)
    assert send(letters, mail, watch) == (1, 0, 0)


def test_after_many_tries_it_is_given_up_and_can_be_taken_up_again(store: Store, mail: Running) -> None:
    queue(store, "Sujet")
    watch = Watch()
    mail.mailbox.answers = ["451 no"] * MAX_ATTEMPTS
    for _ in range(MAX_ATTEMPTS):
        assert send(store, mail, watch) == (0, 1, 0)
        watch.later(hours=7)
    assert send(store, mail, watch) == (0, 0, 0)
    assert letters_of(store)[0].given_up
    with store.transaction() as tx:
        assert tx.outbox.revive() == 1
    assert send(store, mail, watch) == (1, 0, 0)


@pytest.mark.parametrize("to", ["nobody@example.org", "pas une adresse", "a@b.example\nBcc: c@d.example"])
def test_what_can_never_arrive_holds_nothing_up(store: Store, mail: Running, to: str) -> None:
    queue(store, "Perdue", to=to)
    queue(store, "Suivante")
    mail.mailbox.refuse_recipient = "nobody@example.org"
    assert send(store, mail) == (1, 0, 1)
    lost = letters_of(store)[0]
    assert lost.given_up
    assert lost.last_error
    assert [message["Subject"] for message in mail.mailbox.taken] == ["Suivante"]


def test_a_server_that_is_away_costs_no_letter_a_try(letters: Store) -> None:
    away = MailServer("127.0.0.1", free_port())
    with pytest.raises(OSError, match="refused"):
        send_due(letters, away, SENDER, Watch())
    assert [letter.attempts for letter in letters_of(letters)] == [0, 0]


def test_an_empty_outbox_asks_no_server(store: Store) -> None:
    assert send_due(store, MailServer("127.0.0.1", free_port()), SENDER, Watch()).delivered == 0
