"""What a long mail is about is found in its story, and people get to read all of it."""

from __future__ import annotations

import pytest

from bot.channels.gist import LENGTH, SHORT, gist
from bot.rehearsal.stage import Stage
from tests.conversations.long_mails import MAILS, long

ANOTHER = {"parcel_not_received"}  # taken for one delivered and not received


@pytest.mark.parametrize("topic", [one for one in MAILS if one not in ANOTHER])
def test_the_topic_of_a_long_mail_is_found(stage: Stage, topic: str) -> None:
    stage.open("imprimante", None, [], [], None)
    assert len(long(topic)) > 2_500
    assert stage.say(long(topic)).topic == topic


def test_a_gist_is_short_and_in_the_customers_own_words() -> None:
    for topic in MAILS:
        mail = long(topic)
        read = gist(mail)
        assert 0 < len(read) <= LENGTH
        assert set(read.split()) <= set(mail.split())
        assert not read.startswith(("Bonjour", "Madame"))


def test_what_is_no_longer_than_a_message_is_read_as_it_is() -> None:
    text = "Où est ma commande ? " * 100
    assert gist(text[:SHORT]) == text[:SHORT]


@pytest.mark.parametrize(
    "text", ["a" * 20_000, "\n" * 20_000, "bonjour " * 2_500, "? " * 10_000, "é" * 5_000]
)
def test_a_long_text_of_nonsense_takes_no_time_and_stays_something(text: str) -> None:
    assert 0 < len(gist(text)) <= LENGTH


def test_a_number_in_a_long_mail_is_read_and_a_ticket_gets_all_of_it(stage: Stage) -> None:
    stage.open("imprimante", None, [], [], None)
    stage.say("je veux parler à une personne")
    mail = long("change_address")
    assert stage.say(mail).entities["order_number"] == "204377"
    with stage._store.transaction() as tx:
        [ticket] = tx.tickets.listed()
        said = [message.text for message in tx.tickets.messages(ticket.id)]
    assert said[0] == mail
