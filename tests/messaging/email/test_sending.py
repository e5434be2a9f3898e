"""One mail on its way to a real SMTP server, and how that can fail."""

from __future__ import annotations

import pytest

from bot.channels.messaging.email import Email
from bot.channels.messaging.failures import Later, Refused, SendFailure, Unreachable
from bot.channels.messaging.mailbox.writing import mail_of
from bot.channels.messaging.platform import Letter, Part
from tests.messaging.email.conftest import account_of
from tests.messaging.email.samples import SHOP
from tests.outbox.conftest import Running

IMAP = "imap://a:b@127.0.0.1"
LEA = "lea@example.org"


def letter(peer: str = LEA, answers: str | None = "a@b", **context: object) -> Letter:
    return Letter(peer, Part("Bonjour, voilà « l'été » !"), "conversation.3.1", context, answers)


def test_a_letter_sent_twice_is_the_same_mail(smtp: Running) -> None:
    email = Email(account_of(IMAP, smtp.url()))
    assert email.send(letter()) == email.send(letter())
    first, second = smtp.mailbox.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_content().strip() == "Bonjour, voilà « l'été » !"


@pytest.mark.parametrize(
    ("answer", "failure"),
    [("451 later", Later), ("552 too large", Refused), ("554 spam", Refused), ("421 closing", Later)],
)
def test_what_the_server_says_of_a_mail_is_understood(
    answer: str, failure: type[SendFailure], smtp: Running
) -> None:
    smtp.mailbox.answers = [answer]
    with pytest.raises(failure) as told:
        Email(account_of(IMAP, smtp.url())).send(letter())
    assert type(told.value) is failure


def test_a_recipient_that_is_not_there_is_unreachable(smtp: Running) -> None:
    smtp.mailbox.refuse_recipient = LEA
    with pytest.raises(Unreachable, match="550 no such mailbox"):
        Email(account_of(IMAP, smtp.url())).send(letter())


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:1", "smtps://127.0.0.1:1"])
def test_a_server_that_is_away_is_asked_later(url: str) -> None:
    with pytest.raises(Later, match="SMTP"):
        Email(account_of(IMAP, url)).send(letter())


def test_what_strangers_wrote_cannot_add_headers_or_lines_too_long() -> None:
    thread = [f"{'x' * 200}{place}@mail.example.org" for place in range(20)]
    hostile = letter(subject="Re: Bonjour\r\nBcc: max@example.org\n\nx", thread=[*thread, "a@b"])
    made = mail_of(hostile, f"Picto <{SHOP}>")
    head = made.as_bytes().partition(b"\r\n\r\n")[0]
    assert made["Bcc"] is None
    assert made["Subject"] == "Re: Bonjour Bcc: max@example.org x"
    assert all(len(line) < 998 for line in head.split(b"\r\n"))
    kept = str(made["References"]).split()
    assert (kept[0], kept[-1]) == (f"<{thread[0]}>", "<a@b>")
    assert f"In-Reply-To: <a@b>\r\nReferences: <{thread[0]}> ".encode() in head


def test_the_answer_to_an_earlier_mail_stays_in_its_place() -> None:
    made = mail_of(letter(answers="first@x", thread=["first@x", "second@x"]), SHOP)
    assert (made["In-Reply-To"], made["References"]) == ("<first@x>", "<first@x>")


@pytest.mark.parametrize("peer", ["", "nobody", "a b@example.org", "a@b\r\nBcc: c@d"])
def test_an_address_that_no_header_can_hold_is_unreachable(peer: str) -> None:
    with pytest.raises(Unreachable):
        Email(account_of(IMAP, "smtp://127.0.0.1:1")).send(letter(peer))
