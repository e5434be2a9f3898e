"""Whole ways: a mail comes in, an answer goes out in its thread. The turns are answered by a running door."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timezone
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from bot.channels.message_log import append
from bot.channels.messaging.tables import channel_conversations as rows
from bot.orders.store import Store
from tests.dovecot import Dovecot
from tests.messaging.bursting import burst
from tests.messaging.conftest import Door
from tests.messaging.email.conftest import BOUND, sent_to, until
from tests.messaging.email.samples import SHOP, answer_to, customer, id_of, mail
from tests.outbox.conftest import Running

pytestmark = pytest.mark.usefixtures("reading", "sending", "postgres_url")
NUMBERED = "1. Oui\nRépondez par le numéro de votre choix."


def conversations(store: Store, peer: str) -> list[str]:
    with store.transaction() as tx:
        query = select(rows.c.conversation_id).where(rows.c.peer == peer).order_by(rows.c.opened_at)
        return list(tx.connection.execute(query).scalars())


def text_of(sent: EmailMessage) -> str:
    return str(sent.get_content()).replace("\r\n", "\n").strip()


def test_a_turn_is_answered_by_one_mail_in_its_thread(imap: Dovecot, smtp: Running) -> None:
    lea = customer()
    made = mail(lea, "où est ma commande ?", "Ma commande", References="<before@mail.example.org>")
    imap.deliver(made.as_bytes())
    sent = sent_to(smtp, lea)[0]
    assert text_of(sent) == f"Un instant.\n\nVous dites : où est ma commande ?\n\n{NUMBERED}"
    assert sent["Subject"] == "Re: Ma commande"
    assert sent["In-Reply-To"] == made["Message-ID"]
    assert str(sent["References"]).split() == ["<before@mail.example.org>", made["Message-ID"]]
    assert sent["Auto-Submitted"] == "auto-replied"
    assert SHOP in sent["From"]
    assert re.fullmatch(r"<relais\.[0-9a-f]{32}\.\d+\.1@picto\.example>", sent["Message-ID"])


def test_an_answer_goes_on_with_its_conversation_and_a_number_is_understood(
    imap: Dovecot, smtp: Running, door: Door
) -> None:
    lea = customer()
    imap.deliver(mail(lea).as_bytes())
    first = sent_to(smtp, lea)[0]
    imap.deliver(answer_to(first, "1").as_bytes())
    second = sent_to(smtp, lea, 2)[1]
    assert "Vous dites : Oui" in text_of(second)
    assert first["Message-ID"] in str(second["References"]).split()
    assert second["Subject"] == "Re: Ma commande"
    assert len(conversations(door.store, lea)) == 1


def test_a_mail_that_answers_nothing_begins_a_conversation(imap: Dovecot, smtp: Running, door: Door) -> None:
    lea = customer()
    imap.deliver(mail(lea).as_bytes(), mail(lea, "encore moi").as_bytes())
    sent_to(smtp, lea, 2)
    assert len(conversations(door.store, lea)) == 2


def test_another_sender_does_not_get_into_a_conversation_by_its_thread(
    imap: Dovecot, smtp: Running, door: Door
) -> None:
    lea, max_ = customer(), customer()
    imap.deliver(mail(lea).as_bytes())
    imap.deliver(answer_to(sent_to(smtp, lea)[0], "et ma commande ?", max_).as_bytes())
    sent_to(smtp, max_)
    assert (len(conversations(door.store, lea)), len(conversations(door.store, max_))) == (1, 1)


def test_a_persons_late_reply_goes_out_in_the_thread(imap: Dovecot, smtp: Running, door: Door) -> None:
    lea = customer()
    imap.deliver(mail(lea).as_bytes())
    first = sent_to(smtp, lea)[0]
    with door.store.transaction() as tx:
        payload = {"text": "Bonjour, ici Anne : votre colis part demain.", "buttons": []}
        id = conversations(door.store, lea)[0]
        append(tx.connection, id, "message", [payload], datetime.now(timezone.utc))
    second = sent_to(smtp, lea, 2)[1]
    assert text_of(second) == "Bonjour, ici Anne : votre colis part demain."
    assert second["In-Reply-To"] == first["In-Reply-To"]
    assert second["Message-ID"] != first["Message-ID"]


def test_a_server_that_takes_nothing_for_a_while_gets_the_mail_later(imap: Dovecot, smtp: Running) -> None:
    lea = customer()
    smtp.mailbox.answers = ["451 try again", "421 closing"]
    imap.deliver(mail(lea).as_bytes())
    assert len(sent_to(smtp, lea)) == 1
    assert smtp.mailbox.answers == []


def test_a_recipient_that_is_not_there_is_for_staff(imap: Dovecot, smtp: Running, door: Door) -> None:
    lea = customer()
    smtp.mailbox.refuse_recipient = lea
    imap.deliver(mail(lea).as_bytes())

    def held() -> str | None:
        with door.store.transaction() as tx:
            return tx.connection.execute(select(rows.c.held).where(rows.c.peer == lea)).scalar()

    until(lambda: held() is not None)
    assert held() == "550 no such mailbox"


def test_two_robots_do_not_write_for_ever(imap: Dovecot, smtp: Running) -> None:
    """The other one hides what it is, and answers whatever comes."""
    robot = customer()
    imap.deliver(*(mail(robot, f"message {place}").as_bytes() for place in range(BOUND + 5)))
    until(lambda: all("\\Seen" in flags for flags in imap.flags()))
    sent_to(smtp, robot, BOUND)
    assert len(sent_to(smtp, robot, BOUND)) == BOUND


def test_many_mails_in_a_burst(imap: Dovecot, smtp: Running) -> None:
    """Two processes read them; half of them come twice. None is lost, none is answered twice."""
    count = burst(100)
    people = [customer() for _ in range(count // 2)]
    mails = [mail(people[place % len(people)], f"message {place}") for place in range(count)]
    imap.deliver(*(one.as_bytes() for one in [*mails, *mails[::2]]))
    until(lambda: len(smtp.mailbox.taken) >= count, 60 + count / 3)
    until(lambda: all("\\Seen" in flags for flags in imap.flags()))
    got = Counter(str(one["In-Reply-To"]) for one in smtp.mailbox.taken)
    assert got == Counter(f"<{id_of(one)}>" for one in mails)
