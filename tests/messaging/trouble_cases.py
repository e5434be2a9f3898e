"""What holds for every platform when sending fails or senders die, against its server on loopback."""

from __future__ import annotations

import logging

import pytest

from bot.channels.messaging.ledger import LOAN
from bot.channels.messaging.platform import Platform
from bot.orders.store import Store
from tests.messaging.line import Line
from tests.messaging.peer import Given, Peer
from tests.messaging.speaker import Speaker


class TroubleCases:
    @pytest.fixture
    def line(self, memory_store: Store, platform: Platform, speaker: Speaker, peer: Peer) -> Line:
        return Line(memory_store, platform, speaker, peer)

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
