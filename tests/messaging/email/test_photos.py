"""Photos of a mail go with the ticket, made plain."""

from __future__ import annotations

from email.message import EmailMessage

from sqlalchemy import select

from bot.channels.messaging.email import Email
from bot.channels.messaging.events import Said
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.mailbox.mailboxes import LeftToServers
from bot.channels.messaging.mailbox.photos import AT_ONCE, PhotoLimits, photos_of
from bot.channels.messaging.mailbox.reading import Reader
from bot.channels.messaging.tables import channel_conversations as rows
from bot.channels.messaging.tags import tag
from bot.channels.tables import web_events
from bot.effects.carry_out import Who, carry_out
from bot.orders.store import Store
from bot.orders.tickets import Ticket
from tests.effects.acts import plan
from tests.messaging.email.samples import SHOP, TRUSTED, mail
from tests.messaging.email.test_identity import LEA, NOW, platform, timedelta
from tests.photos.files import image_file, png_bomb, telling_file

TORN = "Le livre est déchiré, voici la photo"
LIMITS = PhotoLimits(1_000_000, 5_000_000)
SIZE = (400, 300)


def with_photos(*files: bytes, text: str = TORN, **headers: str) -> EmailMessage:
    made = mail(LEA, text, subject="", **headers)
    for file in files:
        made.add_attachment(file, maintype="image", subtype="jpeg", filename="a.jpg")
    return made


def take(store: Store, made: EmailMessage, most: int = 8) -> str:
    event, why = Reader({SHOP}, TRUSTED, 9, LIMITS).read(made.as_bytes())
    assert event, why
    box: Email = platform()
    Inbox(store, LeftToServers(), timedelta(days=30), 6_000, photos=most).take(box, [event], NOW)
    with store.transaction() as tx:
        query = select(rows.c.conversation_id).order_by(rows.c.opened_at.desc())
        return str(tx.connection.execute(query).scalars().first())


def opened(store: Store, conversation: str) -> Ticket:
    with store.transaction() as tx:
        torn = plan("open_ticket", reason="damaged_item")
        carry_out(tx, [torn], None, Who(conversation, LEA), NOW, "a yes")
        found = tx.tickets.of_conversation(conversation)
    assert found
    return found


def texts(store: Store) -> list[tuple[str, str]]:
    with store.transaction() as tx:
        query = select(web_events.c.kind, web_events.c.payload).order_by(web_events.c.seq)
        return [(row.kind, row.payload["text"]) for row in tx.connection.execute(query)]


def test_a_photo_waits_for_the_ticket_and_goes_with_it(memory_store: Store) -> None:
    conversation = take(memory_store, with_photos(image_file(size=SIZE)))
    assert [text for _, text in texts(memory_store)] == [
        "Le livre est déchiré, voici la photo",
        "Photo jointe",
    ]
    ticket = opened(memory_store, conversation)
    with memory_store.transaction() as tx:
        [photo] = tx.photos.of_reference(ticket.number)
    assert (photo.width, photo.height) == SIZE


def test_a_photo_alone_is_thanked_for_by_the_tickets_number(memory_store: Store) -> None:
    conversation = take(memory_store, with_photos(text="Mon livre est déchiré"))
    ticket = opened(memory_store, conversation)
    answered = f"<relais.{tag(conversation)}.2.1@picto.example>"
    take(memory_store, with_photos(image_file(size=SIZE), text=" ", In_Reply_To=answered))
    kind, said = texts(memory_store)[-1]
    assert kind == "message"
    assert f"jointe à votre demande {ticket.number}" in said


def test_a_mail_that_comes_again_brings_nothing_twice_and_there_are_bounds(memory_store: Store) -> None:
    made = with_photos(image_file(size=SIZE), image_file(size=SIZE))
    conversation = take(memory_store, made)
    take(memory_store, made)
    with memory_store.transaction() as tx:
        assert tx.photos.count(conversation) == 2
    take(memory_store, with_photos(*[image_file(size=SIZE)] * 3), most=1)
    with memory_store.transaction() as tx:
        assert len(tx.photos.newest()) == 3


def test_what_is_no_photo_is_left_out(memory_store: Store) -> None:
    bad = [b"\xff\xd8", png_bomb(60_000), image_file(size=(120, 60)), b"x" * 1_000_001, telling_file()]
    event, _ = Reader({SHOP}, TRUSTED, 9, LIMITS).read(with_photos(*bad).as_bytes())
    assert isinstance(event, Said)
    assert event.photos == ()
    assert event.text == TORN


def test_of_many_photos_some_are_taken() -> None:
    made = with_photos(*[image_file(size=SIZE)] * 9)
    assert len(photos_of(made, LIMITS)) == AT_ONCE
