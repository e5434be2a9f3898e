"""Mails as events: who is no person, what is said, whom to believe."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from bot.channels.messaging.events import Said, Shown, Undelivered
from bot.channels.messaging.mailbox.reading import Reader
from bot.channels.messaging.tags import tag
from tests.messaging.email.samples import SHOP, TRUSTED, id_of, mail

READER = Reader({SHOP}, TRUSTED, 20)
LEA = "lea@example.org"
ROBOTS: dict[str, dict[str, str]] = {
    "out of office": {"Auto_Submitted": "auto-replied"},
    "a program": {"Auto_Submitted": "auto-generated; owner-email=x@example.org"},
    "bulk": {"Precedence": "bulk"},
    "a list": {"Precedence": "List"},
    "a list by its id": {"List_Id": "<amis.example.org>"},
    "a newsletter": {"List_Unsubscribe": "<mailto:x@example.org>"},
    "Exchange": {"X_Auto_Response_Suppress": "DR, OOF, AutoReply"},
    "a bounce": {"Return_Path": "<>"},
    "an older responder": {"X_Autoreply": "yes"},
    "our own": {"From": f"Picto <{SHOP.upper()}>"},
    "the mail system": {"From": "MAILER-DAEMON@example.org"},
    "one that reads nothing": {"From": "ne-pas-repondre@example.org"},
    "two senders": {"From": "a@example.org, b@example.org"},
    "no sender": {"From": "nobody"},
    "spam": {"X_Spam_Flag": "YES"},
}


@pytest.mark.parametrize("robot", ROBOTS)
def test_nobody_is_answered_who_is_no_person(robot: str) -> None:
    event, why = READER.read(mail(LEA, **ROBOTS[robot]).as_bytes())
    assert event is None
    assert why


def read(made: EmailMessage | bytes) -> Said:
    event, why = READER.read(made if isinstance(made, bytes) else made.as_bytes())
    assert isinstance(event, Said), (event, why)
    return event


def test_a_person_is_read() -> None:
    made = mail("Lea@Example.org", "Où est le 204001 ?", Auto_Submitted="no", Return_Path="<lea@example.org>")
    said = read(made)
    assert (said.peer, said.id, said.text) == (LEA, id_of(made), "Où est le 204001 ?")
    assert said.context == {"subject": "Ma commande", "thread": [id_of(made)]}


def test_an_empty_mail_says_its_subject() -> None:
    assert read(mail(LEA, "\n", "RE : Tr: où est ma commande 204001 ?")).text == "où est ma commande 204001 ?"


def test_html_alone_is_read_without_its_quotation() -> None:
    made = mail(LEA)
    made.set_content(
        "<html><head><style>p {color: red}</style></head><body><p>Où est&nbsp;le <b>204001</b>&#8239;?</p>"
        "<div class='gmail_quote'>Le lundi 16, Picto a écrit :"
        "<blockquote>Bonjour</blockquote></div></body></html>",
        subtype="html",
    )
    assert read(made).text == "Où est le 204001 ?"


def test_text_counts_before_html_and_attachments_are_not_read() -> None:
    made = mail(LEA, "Voici la photo")
    made.add_alternative("<p>autre chose</p>", subtype="html")
    made.add_attachment("secret", filename="notes.txt")
    made.add_attachment(b"\xff\xd8" * 100_000, maintype="image", subtype="jpeg", filename="a.jpg")
    assert read(made).text == "Voici la photo"


def test_a_photo_alone_is_shown() -> None:
    made = mail(LEA, " ", subject="")
    made.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", filename="a.jpg")
    event, _ = READER.read(made.as_bytes())
    assert isinstance(event, Shown)
    assert event.kind == "photo"


HEAD = b"From: =?utf-8?q?L=C3=A9a?= <lea@example.org>\r\nMessage-ID: <x@y>\r\nSubject: =?broken?q?=ff=?=\r\n"
BROKEN = {
    "an unknown charset": (b"Content-Type: text/plain; charset=x-klingon\r\n\r\nd\xc3\xa9j\xc3\xa0", "déjà"),
    "a wrong charset": (b"Content-Type: text/plain; charset=utf-8\r\n\r\nd\xe9j\xe0", "déjà"),
    "ascii that is none": (b"Content-Type: text/plain; charset=us-ascii\r\n\r\nd\xc3\xa9j\xc3\xa0", "déjà"),
    "no charset": (b"\r\nd\xc3\xa9j\xc3\xa0", "déjà"),
    "cut base64": (b"Content-Transfer-Encoding: base64\r\n\r\nZMOpasOg!", "déjà"),
    "an unknown encoding": (b"Content-Transfer-Encoding: rot13\r\n\r\ndeja", "deja"),
    "a multipart without parts": (
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\ndeja",
        "=?broken?q?=ff=?=",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_mail_is_read_as_well_as_can_be(case: str) -> None:
    raw, text = BROKEN[case]
    assert read(HEAD + raw).text == text


@pytest.mark.parametrize("cut", [0, 1, 40, 200, 400, 700])
def test_a_mail_may_end_anywhere(cut: int) -> None:
    made = mail(LEA)
    made.add_attachment(b"a" * 300, maintype="image", subtype="png", filename="é.png")
    READER.read(made.as_bytes()[:cut])


def test_a_mail_without_an_id_is_the_same_when_it_comes_again() -> None:
    made = mail(LEA)
    del made["Message-ID"]
    assert read(made).id == read(made).id != read(mail(LEA)).id


def test_a_thread_is_known_by_the_tags_of_our_ids() -> None:
    ours = f"<relais.{tag('c1')}.3.1@picto.example>"
    said = read(mail(LEA, References=f"<a@b> {ours}", In_Reply_To=ours))
    assert said.thread
    assert said.thread.answers == {tag("c1")}


RESULTS = {
    f"{TRUSTED}; dmarc=pass (p=none) header.from=example.org": True,
    f"{TRUSTED}; spf=pass smtp.mailfrom=x@evil.example; dkim=pass header.d=example.org": True,
    f"{TRUSTED}; dkim=pass header.d=evil.example": False,
    f"{TRUSTED}; dmarc=pass header.from=evil.example": False,
    f"{TRUSTED}; dmarc=fail header.from=example.org": False,
    f"{TRUSTED}; dmarc=fail header.from=example.org; dkim=pass header.d=example.org": False,
    f"{TRUSTED}; spf=pass smtp.mailfrom=lea@example.org": False,
    "mx.evil.example; dmarc=pass header.from=example.org": False,
    f"{TRUSTED}; none": False,
    "((((": False,
}


@pytest.mark.parametrize("result", RESULTS)
def test_a_sender_is_proven_by_the_server_that_is_trusted_alone(result: str) -> None:
    thread = read(mail(LEA, Authentication_Results=result)).thread
    assert thread
    assert thread.proven is RESULTS[result]


def test_a_result_below_another_servers_is_the_senders_own() -> None:
    made = mail(LEA, Authentication_Results="mx.other.example; dmarc=none header.from=example.org")
    made["Authentication-Results"] = f"{TRUSTED}; dmarc=pass header.from=example.org"
    thread = read(made).thread
    assert thread
    assert not thread.proven


def report(id: str) -> bytes:
    return (
        "From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nMessage-ID: <bounce@mx.example>\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        "Final-Recipient: rfc822; Lea@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 no such user\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {id}\r\nSubject: Re\r\n\r\nx\r\n--b--\r\n"
    ).encode()


def test_a_delivery_report_about_a_mail_of_ours_is_told() -> None:
    event, _ = READER.read(report(f"<relais.{tag('c')}.1.1@picto.example>"))
    assert event == Undelivered(LEA, "bounce@mx.example", "smtp; 550 no such user")
    assert READER.read(report("<somebody@else.example>"))[0] is None
