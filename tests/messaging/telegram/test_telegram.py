"""Telegram: the cases of every platform, and what is its own."""

from __future__ import annotations

from bot.channels.messaging.events import Said
from bot.channels.messaging.platform import Incoming, Platform
from bot.orders.store import Store
from tests.messaging.conftest import Door
from tests.messaging.delivery_cases import DeliveryCases
from tests.messaging.inbound_cases import InboxCases, SignatureCases, conversations, events, post
from tests.messaging.line import Line
from tests.messaging.peer import Peer
from tests.messaging.speaker import Speaker, now
from tests.messaging.telegram.speaker import TelegramSpeaker


class TestSignatures(SignatureCases):
    pass


class TestInbox(InboxCases):
    pass


class TestDelivery(DeliveryCases):
    pass


def test_opening_the_conversation_says_hello(door: Door, speaker: Speaker) -> None:
    peer = speaker.peer()
    post(door, speaker, speaker.said(peer, speaker.id(peer), "/start boutique", now()))
    (row,) = conversations(door, speaker, peer)
    assert [one["text"] for one in events(door, row.conversation_id, "said")] == ["Bonjour"]


def test_the_words_under_a_photo_are_answered(platform: Platform, speaker: TelegramSpeaker) -> None:
    peer = speaker.peer()
    body = speaker.update(peer, speaker.id(peer), now(), photo=[], caption="mon colis est abîmé")
    (said,) = platform.read(Incoming("POST", "https://relais.example/", {}, {}, body))
    assert isinstance(said, Said)
    assert said.text == "mon colis est abîmé"


def test_buttons_go_away_once_they_were_used(
    memory_store: Store, platform: Platform, speaker: Speaker, peer: Peer
) -> None:
    line = Line(memory_store, platform, speaker, peer)
    line.says("On annule ?", "Oui", "Non")
    line.says("C'est fait.")
    line.deliver()
    assert peer.taken[-1].json["reply_markup"] == {"remove_keyboard": True}
