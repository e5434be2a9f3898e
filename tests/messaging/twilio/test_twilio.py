"""Twilio: the cases of every platform, and what is its own."""

from __future__ import annotations

import dataclasses

import pytest
import requests
from twilio.twiml.messaging_response import MessagingResponse

from bot.channels.messaging.platform import Forged, Incoming, Platform
from bot.channels.messaging.twilio import Twilio
from bot.orders.store import Store
from tests.messaging.conftest import Door
from tests.messaging.delivery_cases import DeliveryCases
from tests.messaging.inbound_cases import InboxCases, SignatureCases, post
from tests.messaging.line import Line
from tests.messaging.peer import Peer
from tests.messaging.speaker import Speaker, now
from tests.messaging.twilio.speaker import TwilioSpeaker
from tests.messaging.window_cases import TemplateCases


class TestSignatures(SignatureCases):
    # Its requests do not say when a message was written; they are known again by their ids.
    test_an_old_request_is_acknowledged_and_not_taken = None  # type: ignore[assignment]


class TestInbox(InboxCases):
    pass


class TestDelivery(DeliveryCases):
    pass


class WhatsAppByTwilio(TwilioSpeaker):
    mark = "whatsapp:"


class TestWhatsAppWindow(TemplateCases):
    @pytest.fixture
    def speaker(self) -> Speaker:
        return WhatsAppByTwilio()

    @pytest.fixture
    def peer(self, peers: dict[str, Peer], speaker: Speaker) -> Peer:
        found = peers["twilio"]
        found.reset()
        found.usual = speaker.taken
        return found

    @pytest.fixture
    def platform(self, platform: Platform) -> Platform:
        values = {**platform.account.values, "number": f"whatsapp:{TwilioSpeaker.ours}"}
        return Twilio(dataclasses.replace(platform.account, values=values))

    @pytest.fixture(autouse=True)
    def usual_again(self, peers: dict[str, Peer], speaker: Speaker):  # type: ignore[no-untyped-def]
        usual = peers["twilio"].usual
        yield
        peers["twilio"].usual = usual


def test_sms_has_no_window(memory_store: Store, platform: Platform, speaker: Speaker, peer: Peer) -> None:
    line = Line(memory_store, platform, speaker, peer)
    line.wait(days=3)
    line.says("Votre colis est arrivé.")
    line.deliver()
    assert line.texts == ["Votre colis est arrivé."]


def test_the_acknowledgement_says_nothing_to_the_customer(door: Door, speaker: Speaker) -> None:
    peer = speaker.peer()
    answer = post(door, speaker, speaker.said(peer, speaker.id(peer), "bonjour", now()))
    assert answer.text == str(MessagingResponse())
    assert answer.headers["content-type"].startswith("text/xml")


def test_behind_a_proxy_the_public_address_is_what_was_signed(platform: Platform, speaker: Speaker) -> None:
    body = speaker.said("+33600000000", "SM1", "bonjour", now())
    public, inner = (
        "https://relais.example/channels/twilio/picto?x=1",
        "http://10.0.0.1:5005/channels/twilio/picto",
    )
    headers = {name.lower(): value for name, value in speaker.signed(body, public).items()}
    platform.verify(Incoming("POST", public, headers, {}, body))
    with pytest.raises(Forged):
        platform.verify(Incoming("POST", inner, headers, {}, body))


def test_a_field_added_or_changed_on_the_way_is_noticed(door: Door, speaker: Speaker) -> None:
    peer = speaker.peer()
    body = speaker.said(peer, speaker.id(peer), "bonjour", now())
    headers = speaker.signed(body, door.hook(speaker))
    for changed in (body + b"&Body=annulez", body.replace(b"bonjour", b"annulez"), body + b"&Extra="):
        answer = requests.post(door.hook(speaker), data=changed, headers=headers, timeout=5)
        assert answer.status_code == 403, changed
