"""WhatsApp: the cases of every platform, and what is its own."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.channels.messaging.events import Said
from bot.channels.messaging.platform import Incoming, Platform
from bot.orders.store import Store
from bot.orders.work_tables import tickets
from tests.messaging.conftest import Door
from tests.messaging.delivery_cases import DeliveryCases
from tests.messaging.handshake_cases import HandshakeCases
from tests.messaging.inbound_cases import InboxCases, SignatureCases, conversations, post
from tests.messaging.line import Line
from tests.messaging.peer import Peer
from tests.messaging.speaker import Speaker, as_json, now
from tests.messaging.whatsapp.speaker import WhatsAppSpeaker
from tests.messaging.window_cases import TemplateCases


class TestSignatures(SignatureCases):
    pass


class TestHandshake(HandshakeCases):
    pass


class TestInbox(InboxCases):
    pass


class TestDelivery(DeliveryCases):
    pass


class TestWindow(TemplateCases):
    pass


def read(platform: Platform, body: bytes) -> list[object]:
    return list(platform.read(Incoming("POST", "https://relais.example/", {}, {}, body)))


def test_a_pressed_button_says_its_whole_title(platform: Platform, speaker: WhatsAppSpeaker) -> None:
    title = "Commande 204001 du lundi 3 novembre"
    for kind in ("button_reply", "list_reply"):
        pressed = {"type": kind, kind: {"id": title, "title": "Commande 204001 du lund…"}}
        body = speaker.hook("33600000000", "wamid.1", now(), type="interactive", interactive=pressed)
        (said,) = read(platform, body)
        assert isinstance(said, Said)
        assert said.text == title


def test_a_batch_is_read_in_the_order_in_which_it_was_written(
    platform: Platform, speaker: WhatsAppSpeaker
) -> None:
    stamps = [now() + timedelta(seconds=place) for place in (2, 0, 1)]
    text = {"type": "text", "text": {"body": "x"}}
    messages = [
        {
            "from": "336",
            "id": f"w{n}",
            "timestamp": str(int(at.timestamp())),
            **text,
        }
        for n, at in enumerate(stamps)
    ]
    found = read(platform, speaker.value("336", messages=messages))
    assert [said.id for said in found if isinstance(said, Said)] == ["w1", "w2", "w0"]


def test_titles_too_long_for_a_button_are_rows_of_a_list(
    memory_store: Store, platform: Platform, speaker: Speaker, peer: Peer
) -> None:
    line = Line(memory_store, platform, speaker, peer)
    line.says("On annule ?", "Oui, allez-y", "Non merci", "Parler à une personne")
    line.deliver()
    assert line.sent[0].buttons == ("Oui, allez-y", "Non merci", "Parler à une personne")
    assert peer.taken[0].json["interactive"]["type"] == "list"


def test_a_message_that_was_taken_and_not_delivered_is_told_to_staff_once(
    door: Door, speaker: WhatsAppSpeaker
) -> None:
    customer = speaker.peer()
    post(door, speaker, speaker.said(customer, speaker.id(customer), "bonjour", now()))
    status = {"id": speaker.id(customer), "status": "failed", "recipient_id": customer}
    stamp = str(int(now().timestamp()))
    failed = [{**status, "timestamp": stamp, "errors": [{"code": 131047, "title": "Re-engagement message"}]}]
    for _ in range(2):
        assert post(door, speaker, speaker.value(customer, statuses=failed)).status_code == 200
    (row,) = conversations(door, speaker, customer)
    with door.store.transaction() as tx:
        mine = select(tickets).where(tickets.c.conversation_id == row.conversation_id)
        (ticket,) = tx.connection.execute(mine).all()
    assert "131047" in ticket.description


def test_what_lacks_its_entries_is_told_so(door: Door, speaker: Speaker) -> None:
    assert post(door, speaker, as_json({"object": "whatsapp_business_account"})).status_code == 400
