"""Messenger: the cases of every platform, and what is its own."""

from __future__ import annotations

from bot.channels.messaging.events import Said
from bot.channels.messaging.platform import Incoming, Platform
from bot.orders.store import Store
from tests.messaging.delivery_cases import DeliveryCases
from tests.messaging.handshake_cases import HandshakeCases
from tests.messaging.inbound_cases import InboxCases, SignatureCases
from tests.messaging.line import Line
from tests.messaging.messenger.speaker import MessengerSpeaker
from tests.messaging.meta_speaker import error
from tests.messaging.peer import Given, Peer
from tests.messaging.speaker import Speaker, now
from tests.messaging.window_cases import WindowCases


class TestSignatures(SignatureCases):
    pass


class TestHandshake(HandshakeCases):
    pass


class TestInbox(InboxCases):
    pass


class TestDelivery(DeliveryCases):
    pass


class TestWindow(WindowCases):
    pass


def test_postbacks_say_their_title_and_the_first_one_hello(
    platform: Platform, speaker: MessengerSpeaker
) -> None:
    for payload, expected in (("GET_STARTED", "Bonjour"), ("x", "Suivre ma commande")):
        postback = {"mid": "m1", "title": "Suivre ma commande", "payload": payload}
        body = speaker.hook("25", now(), postback=postback)
        (said,) = platform.read(Incoming("POST", "https://relais.example/", {}, {}, body))
        assert isinstance(said, Said)
        assert said.text == expected


def test_a_title_too_long_for_a_quick_reply_makes_a_numbered_list(
    memory_store: Store, platform: Platform, speaker: Speaker, peer: Peer
) -> None:
    line = Line(memory_store, platform, speaker, peer)
    line.says("On annule ?", "Oui, allez-y", "Parler à une personne")
    line.deliver()
    assert "2. Parler à une personne" in line.texts[0]
    line.writes("2")
    assert line.heard == "Parler à une personne"


def test_the_platforms_own_word_that_the_window_is_over_is_believed(
    memory_store: Store, platform: Platform, speaker: Speaker, peer: Peer
) -> None:
    line = Line(memory_store, platform, speaker, peer)
    peer.next(Given(403, error(10, "This message is sent outside of allowed window.", 2018278)))
    line.says("un")
    line.deliver()
    assert line.row.held
    assert len(line.tickets) == 1
