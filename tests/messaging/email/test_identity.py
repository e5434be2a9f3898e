"""Whose orders a sender of mails gets to see, and which conversations they get into."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.messaging.email import Email
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.mailbox.mailboxes import LeftToServers
from bot.channels.messaging.mailbox.quotes import LONGEST
from bot.channels.messaging.mailbox.reading import Reader
from bot.channels.messaging.tables import channel_conversations as rows
from bot.channels.messaging.tags import tag
from bot.channels.tables import web_events
from bot.orders.store import Store
from bot.orders.work_tables import tickets
from tests.messaging.email.conftest import account_of
from tests.messaging.email.samples import SHOP, TRUSTED, mail
from tests.orders.samples import full_order

LEA = "lea@example.org"
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=timezone.utc)
PROOF = f"{TRUSTED}; dmarc=pass header.from=example.org"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(f"sqlite:///{tmp_path / 'relais.db'}", create=True)
    with store.transaction() as tx:
        tx.orders.put(full_order(email=LEA))
    return store


def platform(verified: bool = True) -> Email:
    return Email(account_of("imap://a:b@127.0.0.1", "smtp://127.0.0.1", verified))


def take(store: Store, email: Email, sender: str = LEA, now: datetime = NOW, **headers: str) -> None:
    event, why = Reader({SHOP}, TRUSTED, 3).read(mail(sender, **headers).as_bytes())
    assert event, why
    Inbox(store, LeftToServers(), timedelta(days=1), 1000).take(email, [event], now)


def customers(store: Store) -> list[tuple[str, str | None]]:
    """Tag and customer of each conversation, in the order in which they were opened."""
    with store.transaction() as tx:
        ids = tx.connection.execute(select(rows.c.conversation_id)).scalars().all()
        found = [tx.conversations.get(id, lock=False) for id in ids]
        return [(tag(one.id), one.customer) for one in found if one]


@pytest.mark.parametrize(
    ("verified", "sender", "results", "customer"),
    [
        (True, LEA, PROOF, LEA),
        (True, LEA, "", None),
        (True, LEA, f"{TRUSTED}; dmarc=fail header.from=example.org", None),
        (True, LEA, "mx.evil.example; dmarc=pass header.from=example.org", None),
        (True, "max@example.org", PROOF, None),
        (False, LEA, PROOF, None),
    ],
)
def test_an_address_is_an_identity_only_where_all_vouch_for_it(
    store: Store, verified: bool, sender: str, results: str, customer: str | None
) -> None:
    take(store, platform(verified), sender, **({"Authentication_Results": results} if results else {}))
    assert [one for _, one in customers(store)] == [customer]


def test_a_forged_mail_does_not_get_into_a_proven_conversation(store: Store) -> None:
    take(store, platform(), Authentication_Results=PROOF)
    ours = f"<relais.{customers(store)[0][0]}.1.1@picto.example>"
    take(store, platform(), In_Reply_To=ours)
    assert {one for _, one in customers(store)} == {LEA, None}
    assert len(customers(store)) == 2
    take(store, platform(), In_Reply_To=ours, Authentication_Results=PROOF)
    assert {one for _, one in customers(store)} == {LEA, None}
    assert len(customers(store)) == 2


def test_a_thread_that_is_guessed_begins_a_conversation(store: Store) -> None:
    take(store, platform())
    take(store, platform(), In_Reply_To=f"<relais.{'0' * 32}.1.1@picto.example>")
    assert len(customers(store)) == 2


def test_a_thread_goes_on_for_weeks_and_ends_some_day(store: Store) -> None:
    inbox = Inbox(store, LeftToServers(), timedelta(days=30), 1000, timedelta(days=90))

    def comes(id: str, days: int, **headers: str) -> None:
        event, why = Reader({SHOP}, TRUSTED, 3).read(mail(LEA, Message_ID=id, **headers).as_bytes())
        assert event, why
        inbox.take(platform(), [event], NOW + timedelta(days=days))

    comes("<1@example.org>", 0)
    [(known, _)] = customers(store)
    answered = f"<relais.{known}.2.1@picto.example>"
    for days in (25, 50, 75):
        comes(f"<{days}@example.org>", days, In_Reply_To=answered)
        assert len(customers(store)) == 1
    comes("<95@example.org>", 95, In_Reply_To=answered)
    assert len(customers(store)) == 2


def test_of_a_long_mail_the_beginning_is_kept_and_nothing_asked(store: Store) -> None:
    inbox = Inbox(store, LeftToServers(), timedelta(days=30), LONGEST, timedelta(days=90))
    event, _ = Reader({SHOP}, TRUSTED, 9).read(mail(LEA, "mot " * 5_000).as_bytes())
    assert event
    inbox.take(platform(), [event], NOW)
    with store.transaction() as tx:
        [(kind, payload)] = tx.connection.execute(select(web_events.c.kind, web_events.c.payload)).all()
    assert kind == "said"
    assert 5_990 < len(payload["text"]) <= LONGEST


def test_a_sender_that_writes_too_often_is_left_to_staff_for_an_hour(store: Store) -> None:
    for _ in range(5):
        take(store, platform())
    assert len(customers(store)) == 3
    with store.transaction() as tx:
        told = tx.connection.execute(select(tickets.c.description)).scalars().all()
    assert len([words for words in told if words and "écrit sans cesse" in words]) == 1
    take(store, platform(), now=NOW + timedelta(minutes=61))
    assert len(customers(store)) == 4


def test_verified_addresses_need_a_server_that_is_trusted() -> None:
    account = platform().account
    assert Email.defects(account) == []
    defects = Email.defects(replace(account, values={**account.values, "trusted_server": ""}))
    assert [key for key, _ in defects] == ["verified_addresses"]
