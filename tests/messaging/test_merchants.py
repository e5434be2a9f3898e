"""Several merchants in one process, and who a customer of a channel is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.channels.inbox import Inbox as Work
from bot.channels.messaging.account import Account
from bot.channels.messaging.door import _by_receiver
from bot.channels.messaging.events import Said
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.platform import Incoming
from bot.channels.messaging.telegram import Telegram
from bot.channels.messaging.whatsapp import WhatsApp
from bot.masking import mask
from bot.orders.demo import seed_demo
from bot.orders.store import Store
from tests.messaging.telegram.speaker import TOKEN, TelegramSpeaker
from tests.messaging.whatsapp.speaker import WhatsAppSpeaker

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=timezone.utc)


def number(name: str, merchant: str, id: str, secret: str) -> WhatsApp:
    secrets = {"app_secret": (secret,), "token": ("t",), "verify_token": ("v",)}
    return WhatsApp(Account("whatsapp", name, merchant, {"number_id": id}, secrets))


def test_a_webhook_of_two_numbers_serves_both_merchants_if_each_ones_secret_proves_it() -> None:
    speaker = WhatsAppSpeaker()
    ours = number("picto", "pictoonline", "1", "shared")
    sibling = number("inno", "inno", "2", "shared")
    stranger = number("other", "imprimante", "3", "another secret")
    text = {"type": "text", "text": {"body": "bonjour"}}
    for to, expected in (("1", [ours]), ("2", [sibling]), ("3", []), ("4", [])):
        body = speaker.hook("33600000000", f"w{to}", NOW, to=to, **text)
        headers = {name.lower(): value for name, value in speaker.signed(body, "", "shared").items()}
        incoming = Incoming("POST", "https://relais.example/", headers, {}, body)
        ours.verify(incoming)
        found = _by_receiver(ours, [ours, sibling, stranger], incoming, ours.read(incoming))
        assert [platform for platform, _ in found] == expected


def test_two_bots_that_share_a_secret_each_get_their_own_messages() -> None:
    speaker = TelegramSpeaker()
    both = [
        Telegram(Account("telegram", m, m, secrets={"secret": ("shared",)})) for m in ("inno", "imprimante")
    ]
    body = speaker.said("42", "42.1", "bonjour", NOW)
    incoming = Incoming("POST", "https://relais.example/", speaker.signed(body, "", "shared"), {}, body)
    for bot in both:
        bot.verify(incoming)
        assert [taker for taker, _ in _by_receiver(bot, both, incoming, bot.read(incoming))] == [bot]


@pytest.fixture
def inbox(memory_store: Store) -> Inbox:
    seed_demo(memory_store, NOW)
    return Inbox(memory_store, Work(memory_store, 60), timedelta(hours=24), 1000)


class Mailbox(Telegram):
    """A channel whose addresses are e-mail addresses."""

    name = "mailbox"
    email = True


def customer(
    inbox: Inbox, store: Store, kind: type[Telegram], peer: str, merchant: str, verified: bool
) -> str | None:
    platform = kind(Account(kind.name, "a", merchant, verified=verified))
    (turn,) = inbox.take(
        platform, [Said(peer, f"{peer}{merchant}{verified}{kind.name}", "bonjour", NOW)], NOW
    )
    with store.transaction() as tx:
        conversation = tx.conversations.get(turn.conversation, lock=False)
    assert conversation
    assert conversation.merchant == merchant
    return conversation.customer


LEA = "lea.martin@example.org"


@pytest.mark.parametrize(
    ("kind", "peer", "merchant", "verified", "expected"),
    [
        (Mailbox, LEA, "pictoonline", True, LEA),
        (Mailbox, LEA, "pictoonline", False, None),
        (Mailbox, "nobody@example.org", "pictoonline", True, None),
        (Telegram, LEA, "pictoonline", True, None),
        (Telegram, "+33600000000", "pictoonline", True, None),
    ],
)
def test_an_address_is_an_identity_only_where_the_merchant_vouches_and_an_order_says_so(
    inbox: Inbox,
    memory_store: Store,
    kind: type[Telegram],
    peer: str,
    merchant: str,
    verified: bool,
    expected: str | None,
) -> None:
    assert customer(inbox, memory_store, kind, peer, merchant, verified) == expected


def test_the_same_customer_of_two_merchants_has_two_conversations(memory_store: Store, inbox: Inbox) -> None:
    both = [Telegram(Account("telegram", m, m)) for m in ("pictoonline", "inno")]
    turns = [inbox.take(platform, [Said("42", "42.1", "bonjour", NOW)], NOW)[0] for platform in both]
    assert len({turn.conversation for turn in turns}) == 2
    assert [turn.merchant for turn in turns] == ["pictoonline", "inno"]


def test_a_token_is_not_shown_with_its_account() -> None:
    account = Account(
        "telegram", "a", "inno", secrets={"token": ("110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",)}
    )
    assert "AAHdqTcv" not in repr(replace(account, name="b"))


@pytest.mark.parametrize(
    "line",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/sendMessage",
        "authorization: Bearer EAAGm0PX4ZCpsBAKZCZB7example0token0of0a0page",
        "GET https://graph.facebook.com/v25.0/me?access_token=EAAGm0PX4ZCpsBAKZCZB7example0token0of0a0page",
        "authorization: Basic QUMwMTIzNDU2Nzg5YWJjZGVmOm5ldy1hdXRoLXRva2Vu",
    ],
)
def test_tokens_are_masked_in_logs(line: str) -> None:
    masked = mask(line)
    assert "[jeton]" in masked
    assert not any(secret in masked for secret in (TOKEN, "EAAGm0PX4", "QUMwMTIz"))
