"""A mailbox on a real server is read: each mail once, marked only when it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from imap_tools import MailMessageFlags
from sqlalchemy import func, select

from bot.channels.messaging.email import Email
from bot.channels.messaging.mailbox import fetching as room
from bot.channels.tables import web_messages
from bot.orders.store import Store
from tests.dovecot import Dovecot
from tests.messaging.conftest import Door
from tests.messaging.email.conftest import fetching, mailboxes, until
from tests.messaging.email.samples import SHOP, customer, id_of, mail

SEEN, MARK = MailMessageFlags.SEEN, room.MARK


def kept(store: Store, *ids: str) -> int:
    """How many of these mails are kept, doubles included."""
    with store.transaction() as tx:
        query = select(func.count()).where(web_messages.c.client_id.in_(ids))
        return int(tx.connection.execute(query).scalar_one())


def texts(store: Store, id: str) -> list[str]:
    with store.transaction() as tx:
        query = select(web_messages.c.text).where(web_messages.c.client_id == id)
        return list(tx.connection.execute(query).scalars())


def test_a_mail_is_kept_then_marked(email: Email, imap: Dovecot, door: Door) -> None:
    made = mail(customer(), "où est le 204001 ?")
    imap.deliver(made.as_bytes())
    look = fetching(email, door.store)
    with email.imap.connect() as box:
        assert (look.look(box), look.look(box)) == (1, 0)
    assert texts(door.store, id_of(made)) == ["où est le 204001 ?"]
    assert imap.flags() == [{SEEN, MARK}]


def test_a_robots_mail_stays_unread_for_people(email: Email, imap: Dovecot, door: Door) -> None:
    robot, own = mail(customer(), Auto_Submitted="auto-replied"), mail(SHOP)
    imap.deliver(robot.as_bytes(), own.as_bytes())
    with email.imap.connect() as box:
        assert fetching(email, door.store).look(box) == 2
        assert fetching(email, door.store).look(box) == 0
    assert imap.flags() == [{MARK}, {MARK}]
    assert kept(door.store, id_of(robot), id_of(own)) == 0


def test_a_mail_that_somebody_read_first_is_theirs(email: Email, imap: Dovecot, door: Door) -> None:
    made = mail(customer())
    imap.deliver(made.as_bytes())
    with imap.client() as box:
        box.flag(box.uids(), SEEN, True)
    with email.imap.connect() as box:
        assert fetching(email, door.store).look(box) == 0
    assert kept(door.store, id_of(made)) == 0


def test_a_mail_that_comes_twice_is_kept_once(email: Email, imap: Dovecot, door: Door) -> None:
    made = mail(customer())
    imap.deliver(made.as_bytes(), made.as_bytes())
    with email.imap.connect() as box:
        assert fetching(email, door.store).look(box) == 2
    assert kept(door.store, id_of(made)) == 1


def test_what_cannot_be_kept_stays_unread(
    email: Email, imap: Dovecot, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = mail(customer())
    imap.deliver(made.as_bytes())
    look = fetching(email, door.store)
    with email.imap.connect() as box:
        with monkeypatch.context() as patched:
            patched.setattr(look._inbox, "take", _away)
            with pytest.raises(ConnectionError):
                look.look(box)
        assert imap.flags() == [set()]
        assert look.look(box) == 1
    assert kept(door.store, id_of(made)) == 1


def test_who_dies_between_keeping_and_marking_loses_and_doubles_nothing(
    email: Email, imap: Dovecot, door: Door
) -> None:
    made = mail(customer())
    imap.deliver(made.as_bytes())
    with email.imap.connect() as box:
        assert fetching(email, door.store).look(box) == 1
    with imap.client() as box:  # as if the marks had never been set
        box.flag(box.uids(), [SEEN, MARK], False)
    with email.imap.connect() as box:
        assert fetching(email, door.store).look(box) == 1
    assert (kept(door.store, id_of(made)), imap.flags()) == (1, [{SEEN, MARK}])


@pytest.mark.usefixtures("postgres_url")  # SQLite lets one write at a time, and would refuse some
def test_processes_that_read_at_once_keep_each_mail_once(email: Email, imap: Dovecot, door: Door) -> None:
    mails = [mail(customer()) for _ in range(20)]
    imap.deliver(*(one.as_bytes() for one in mails))

    def look(_place: int) -> int:
        with email.imap.connect() as box:
            return fetching(email, door.store).look(box)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(look, range(4)))
    assert kept(door.store, *(id_of(one) for one in mails)) == 20
    assert imap.flags() == [{SEEN, MARK}] * 20


def test_a_huge_mail_is_read_by_its_beginning(
    email: Email, imap: Dovecot, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "BYTES", 1024 * 1024)
    made = mail(customer(), "voici la photo du colis")
    made.add_attachment(bytes(4 * room.BYTES), maintype="image", subtype="jpeg", filename="a.jpg")
    imap.deliver(made.as_bytes())
    with email.imap.connect() as box:
        assert fetching(email, door.store).look(box) == 1
    assert texts(door.store, id_of(made)) == ["voici la photo du colis"]


HOSTILE = {
    "parts in parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)
    ),
    "no text at all": b"Subject: =?utf-16?b?2AA=?= =?utf-8?q?=00=ED=A0=80?=\r\n\r\n\xed\xa0\x80 \xff",
    "a control in the address": b'From: "a\x01" <a\xffb\x02@example.org>\r\n\r\nx',
    "an id that is none": b"Message-ID: <\xff\xfe\x01 >\r\nReferences: <<<>>> <a@b\r\n\r\nx",
    "a body of nothing": b"Content-Type: text/html; charset=utf-8\r\n\r\n<<<!--<![CDATA[\x01\xff"
    + b"<div>" * 9000,
    "an endless line": b"\r\n" + b"Le 1 " * 100_000,
}


@pytest.mark.parametrize("mischief", HOSTILE)
def test_a_mail_made_for_mischief_does_not_stop_the_one_behind_it(
    mischief: str, email: Email, imap: Dovecot, door: Door
) -> None:
    after = mail(customer())
    head = b"" if HOSTILE[mischief].startswith(b"From") else b"From: lea@example.org\r\n"
    imap.deliver(head + HOSTILE[mischief], after.as_bytes())
    with email.imap.connect() as box:
        assert fetching(email, door.store).look(box) == 2
    assert kept(door.store, id_of(after)) == 1
    assert all(MARK in flags for flags in imap.flags())


def test_mails_that_come_while_others_are_read_do_not_wait(email: Email, imap: Dovecot, door: Door) -> None:
    """They are told by IDLE, or looked for at once: the next look would come after a minute."""
    boxes = mailboxes(email, door.store)
    boxes.start()
    try:
        mails = [mail(customer()) for _ in range(40)]
        for one in mails:
            imap.deliver(one.as_bytes())
        until(lambda: kept(door.store, *(id_of(one) for one in mails)) == 40, 20)
    finally:
        boxes.stop()


@pytest.fixture
def restored(imap: Dovecot) -> Iterator[Dovecot]:
    yield imap
    if imap.process is None:
        imap.start()


@pytest.mark.parametrize("idle", [True, False])
def test_a_server_that_was_away_is_asked_again(
    idle: bool, email: Email, restored: Dovecot, door: Door
) -> None:
    boxes = mailboxes(email, door.store, idle=idle)
    restored.stop()
    boxes.start()
    try:
        restored.start()
        first, second = mail(customer()), mail(customer())
        restored.deliver(first.as_bytes())
        until(lambda: kept(door.store, id_of(first)) == 1)
        restored.stop()  # under a connection that is open
        restored.start()
        restored.deliver(second.as_bytes())
        until(lambda: kept(door.store, id_of(second)) == 1)
    finally:
        boxes.stop()


def _away(*_of: object) -> None:
    raise ConnectionError
