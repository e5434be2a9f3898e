"""Platforms on which may be written freely for 24 hours after the customer's last message."""

from __future__ import annotations

import dataclasses

import pytest

from bot.channels.messaging.platform import Platform
from bot.channels.messaging.template import Template
from bot.orders.store import Store
from tests.messaging.line import Line
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


class TemplateCases(WindowCases):
    """Where an approved message may invite the customer to write."""

    @pytest.fixture
    def inviting(self, memory_store: Store, platform: Platform, speaker: Speaker, peer: Peer) -> Line:
        account = dataclasses.replace(
            platform.account, template=Template("HX12", "fr", ("Picto", "« {text} »"))
        )
        return Line(memory_store, type(platform)(account), speaker, peer)

    def test_the_template_invites_once_and_the_answer_follows(self, inviting: Line) -> None:
        inviting.wait(hours=30)
        inviting.says("Votre colis est retrouvé.\n\nIl arrive lundi.")
        inviting.says("Bonne journée !")
        inviting.deliver()
        inviting.wait(hours=1)
        inviting.says("Autre chose.")
        inviting.deliver()
        invited = "HX12(Picto, « Votre colis est retrouvé. Il arrive lundi. »)"
        assert inviting.texts == [invited]
        assert "le modèle « HX12 » l'invite à écrire" in inviting.tickets[0].description
        inviting.writes("oui ?")
        inviting.deliver()
        said = ["Votre colis est retrouvé.\n\nIl arrive lundi.", "Bonne journée !", "Autre chose."]
        assert inviting.texts == [invited, *said]

    def test_a_template_that_is_refused_is_told_to_staff_and_nothing_is_lost(
        self, inviting: Line, peer: Peer, speaker: Speaker
    ) -> None:
        inviting.wait(hours=30)
        inviting.says("un")
        peer.next(speaker.never())
        inviting.deliver()
        assert "n'a pas pu partir" in inviting.tickets[0].description
        inviting.writes("oui ?")
        inviting.deliver()
        assert inviting.texts[-1] == "un"

    def test_a_template_that_waits_for_the_platform_is_tried_again(
        self, inviting: Line, peer: Peer, speaker: Speaker
    ) -> None:
        inviting.wait(hours=30)
        inviting.says("un")
        peer.next(speaker.slow_down(60))
        inviting.deliver()
        assert inviting.tickets == []
        inviting.wait(minutes=2)
        inviting.deliver()
        assert inviting.texts[-1] == "HX12(Picto, « un »)"
