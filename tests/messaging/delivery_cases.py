"""What holds for every platform when something is to be sent, against its server on loopback."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.inbox import Inbox as Work
from bot.channels.message_log import MessageLog
from bot.channels.messaging.delivery import Delivery
from bot.channels.messaging.events import Said
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.ledger import LOAN, Due
from bot.channels.messaging.platform import Platform
from bot.channels.messaging.tables import channel_conversations
from bot.orders.store import Store
from bot.orders.work_tables import tickets
from tests.messaging.peer import Given, Peer
from tests.messaging.speaker import Sent, Speaker, now


class Line:
    """One customer's line: what the assistant says goes into the log, and is delivered by a clock of ours."""

    def __init__(self, store: Store, platform: Platform, speaker: Speaker, peer: Peer) -> None:
        self.store, self.platform, self.speaker, self.peer = store, platform, speaker, peer
        self.at: datetime = now()
        self.log = MessageLog(store.engine)
        self.work = Work(store, 60)
        self.inbox = Inbox(store, self.work, timedelta(hours=24), 1000)
        self.delivery = Delivery(store, {platform.account.channel: platform}, lambda: self.at)
        self.customer = speaker.peer()
        self.conversation = self.writes("bonjour")

    def writes(self, text: str) -> str:
        said = Said(self.customer, self.speaker.id(self.customer), text, self.at)
        (turn,) = self.inbox.take(self.platform, [said], self.at)
        self.work.answered(turn, [], self.at)
        self.heard = turn.text
        return turn.conversation

    def says(self, text: str, *buttons: str) -> None:
        self.log.post(
            self.conversation, {"text": text, "buttons": [{"title": one} for one in buttons]}, self.at
        )

    def deliver(self) -> list[Due]:
        taken = self.delivery.take(10)
        for due in taken:
            self.delivery.deliver(due)
        return taken

    def wait(self, **time: float) -> None:
        self.at += timedelta(**time)

    @property
    def sent(self) -> list[Sent]:
        return [self.speaker.sent(asked) for asked in self.peer.taken]

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.sent]

    @property
    def row(self) -> Any:
        query = select(channel_conversations).where(
            channel_conversations.c.conversation_id == self.conversation
        )
        with self.store.transaction() as tx:
            return tx.connection.execute(query).one()

    @property
    def tickets(self) -> list[Any]:
        with self.store.transaction() as tx:
            return list(tx.connection.execute(select(tickets)))


class DeliveryCases:
    @pytest.fixture
    def line(self, memory_store: Store, platform: Platform, speaker: Speaker, peer: Peer) -> Line:
        return Line(memory_store, platform, speaker, peer)

    def test_what_is_said_is_sent_once_and_in_order(self, line: Line) -> None:
        for text in ("un", "deux", "trois"):
            line.says(text)
        line.deliver()
        assert line.deliver() == []
        assert line.texts == ["un", "deux", "trois"]
        assert {one.peer for one in line.sent} == {line.customer}

    def test_a_late_reply_of_a_person_is_just_another_one(self, line: Line) -> None:
        line.says("Je transmets votre demande.")
        line.deliver()
        line.wait(hours=2)
        line.says("Bonjour, c'est Nadia du service client.")
        line.deliver()
        assert line.texts[-1] == "Bonjour, c'est Nadia du service client."

    def test_buttons_are_shown_natively_or_numbered_and_the_number_is_understood(self, line: Line) -> None:
        line.says("On annule ?", "Oui, allez-y", "Non merci")
        line.deliver()
        (sent,) = line.sent
        if line.speaker.native:
            assert sent.buttons == ("Oui, allez-y", "Non merci")
            line.writes("Oui, allez-y")
        else:
            assert sent.buttons == ()
            assert "1. Oui, allez-y\n2. Non merci" in sent.text
            line.writes("1.")
        assert line.heard == "Oui, allez-y"

    def test_more_buttons_than_there_is_room_for_become_a_list(self, line: Line) -> None:
        titles = [f"Commande 2040{place:02d} du lundi 3 novembre" for place in range(1, 16)]
        line.says("Laquelle ?", *titles)
        line.deliver()
        assert line.sent[-1].buttons == ()
        assert "12. Commande 204012 du lundi 3 novembre\n" in "".join(line.texts)
        line.writes("12")
        assert line.heard == titles[11]

    def test_a_number_means_nothing_once_something_else_was_said(self, line: Line) -> None:
        line.says("Laquelle ?", *[f"Commande 2040{place:02d} du lundi 3 novembre" for place in range(1, 16)])
        line.says("Un instant.")
        line.deliver()
        line.writes("2")
        assert line.heard == "2"

    def test_a_long_text_is_split_at_the_limit_and_nothing_of_it_is_lost(self, line: Line) -> None:
        words = [f"mot{place}" for place in range(1200)]
        line.says(" ".join(words), "Oui, allez-y", "Non merci")
        line.deliver()
        assert len(line.sent) > 1  # each is within the limit: the platform's side asserts it
        said = " ".join(line.texts)
        assert [word for word in said.split() if word.startswith("mot")] == words
        assert all(not one.buttons for one in line.sent[:-1])

    def test_emoji_and_long_words_are_split_too(self, line: Line) -> None:
        line.says("🙂" * (line.speaker.limit + 10))
        line.deliver()
        assert "".join(line.texts) == "🙂" * (line.speaker.limit + 10)

    @pytest.mark.parametrize(
        "trouble",
        [
            Given(500, {"error": "x"}),
            Given(502, b"<html>bad gateway</html>"),
            Given(200, b"<html>maintenance</html>"),
            Given(200, {}),
            Given(200, []),
            Given(200, {"ok": True, "messages": [{"id": "x"}], "message_id": "x", "sid": "x"}, cut=10),
            Given(200, {"ok": True}, after=1.5),
        ],
        ids=["500", "502", "html", "empty", "list", "truncated", "time-out"],
    )
    def test_trouble_of_the_platform_loses_nothing(self, line: Line, peer: Peer, trouble: Given) -> None:
        line.says("un")
        line.says("deux")
        peer.next(trouble)
        patience = line.platform.http._timeout
        line.platform.http._timeout = (0.5, 0.5) if trouble.after else patience
        line.deliver()
        line.platform.http._timeout = patience
        assert line.texts == []
        assert line.deliver() == []  # not at once again
        line.wait(seconds=2)
        line.deliver()
        assert line.texts == ["un", "deux"]
        assert line.row.attempts == 0

    def test_a_server_that_is_away_is_asked_ever_more_rarely(self, line: Line, peer: Peer) -> None:
        peer.next(*[Given(503, {})] * 3)
        line.says("un")
        waits = []
        while not line.sent:
            before = line.at
            while not line.deliver():
                line.wait(seconds=1)
            waits.append((line.at - before).total_seconds())
        assert waits == [0, 1, 2, 4]

    def test_retry_after_is_honoured(self, line: Line, peer: Peer, speaker: Speaker) -> None:
        peer.next(speaker.slow_down(37))
        line.says("un")
        line.deliver()
        line.wait(seconds=36)
        assert line.deliver() == []
        line.wait(seconds=2)
        line.deliver()
        assert line.texts == ["un"]

    def test_a_token_that_expires_keeps_everything_until_it_is_renewed(
        self, line: Line, peer: Peer, speaker: Speaker, caplog: pytest.LogCaptureFixture
    ) -> None:
        logging.getLogger("bot.channels.messaging").propagate = True
        peer.next(speaker.expired())
        line.says("un")
        line.deliver()
        assert line.texts == []
        assert "jeton refusé" in line.row.last_error
        for secret in speaker.environment.values():
            assert secret not in caplog.text + str(line.row.last_error)
        line.wait(minutes=20)
        line.deliver()
        assert line.texts == ["un"]

    def test_a_message_that_is_refused_goes_to_staff_and_the_next_one_is_sent(
        self, line: Line, peer: Peer, speaker: Speaker
    ) -> None:
        peer.next(speaker.never())
        line.says("refusé")
        line.says("suivant")
        line.deliver()
        assert line.texts == ["suivant"]
        (ticket,) = line.tickets
        assert "« refusé »" in ticket.description

    def test_a_customer_who_blocked_us_gets_it_when_they_write_again(
        self, line: Line, peer: Peer, speaker: Speaker
    ) -> None:
        peer.next(speaker.blocked())
        line.says("un")
        line.deliver()
        line.wait(hours=3)
        assert line.deliver() == []
        assert len(line.tickets) == 1
        line.writes("me revoilà")
        line.deliver()
        assert line.texts == ["un"]

    def test_one_sender_at_a_time(self, line: Line) -> None:
        line.says("un")
        (due,) = line.delivery.take(10)
        assert line.delivery.take(10) == []
        line.delivery.deliver(due)
        assert line.texts == ["un"]

    def test_a_sender_that_dies_only_delays(self, line: Line) -> None:
        line.says("un")
        assert line.delivery.take(10)  # and dies
        line.wait(seconds=LOAN.total_seconds() + 1)
        line.deliver()
        assert line.texts == ["un"]

    def test_a_sender_that_lost_its_loan_stops_after_the_message_in_hand(self, line: Line) -> None:
        line.says("un")
        line.says("deux")
        (slow,) = line.delivery.take(10)
        line.wait(seconds=LOAN.total_seconds() + 1)
        line.deliver()
        line.delivery.deliver(slow)
        assert line.texts == ["un", "deux", "un"]  # at least once: the edge that docs/channels names

    def test_a_long_answer_goes_on_where_it_broke_off(self, line: Line, peer: Peer) -> None:
        line.says(" ".join(f"mot{place}" for place in range(1200)))
        usual = peer.usual
        peer.usual = lambda asked: (peer.next(Given(500, {})), usual(asked))[1]  # every second one fails
        while line.deliver() or line.row.due_at:
            line.wait(seconds=2)
        peer.usual = usual
        assert len(line.texts) > 1
        assert len(peer.refused) >= len(line.texts) - 1
        assert " ".join(line.texts).split() == [f"mot{place}" for place in range(1200)]

    def test_the_platform_says_who_we_are(self, platform: Platform, peer: Peer, speaker: Speaker) -> None:
        assert platform.probe()
        assert len(peer.taken) == 1
