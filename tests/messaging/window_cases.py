"""Platforms on which may be written freely for 24 hours after the customer's last message."""

from __future__ import annotations

import pytest

from bot.channels.messaging.platform import Platform
from bot.orders.store import Store
from tests.messaging.delivery_cases import Line
from tests.messaging.peer import Peer
from tests.messaging.speaker import Speaker


class WindowCases:
    @pytest.fixture
    def line(self, memory_store: Store, platform: Platform, speaker: Speaker, peer: Peer) -> Line:
        return Line(memory_store, platform, speaker, peer)

    def test_until_its_last_minute_the_window_is_open(self, line: Line) -> None:
        line.wait(hours=23, minutes=59)
        line.says("un")
        line.deliver()
        assert line.texts == ["un"]

    def test_outside_the_window_nothing_is_sent_and_staff_are_told(self, line: Line, peer: Peer) -> None:
        line.wait(hours=24)
        line.says("Bonjour, c'est Nadia : votre colis est retrouvé.")
        line.says("Bonne journée !")
        line.deliver()
        line.wait(hours=1)
        assert line.deliver() == []
        assert peer.taken == []
        (ticket,) = line.tickets
        assert "24 h" in ticket.description
        assert "votre colis est retrouvé" in ticket.description
        assert ticket.conversation_id == line.conversation

    def test_it_goes_when_the_customer_writes_again_even_in_a_new_conversation(self, line: Line) -> None:
        line.wait(hours=24)
        line.says("un")
        line.says("deux")
        line.deliver()
        line.wait(hours=30)
        assert line.writes("vous êtes là ?") != line.conversation
        line.deliver()
        assert line.texts == ["un", "deux"]
