"""What must be true of telling any desk; each desk's tests inherit it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.desk import person
from bot.desk.courier import DeskCourier
from bot.desk.port import Desk
from tests.desk.conftest import Scene
from tests.desk.peer import Peer

SECONDS = (0.5, 0.4)


class Delivering:
    """``told``: what the desk now knows, (opened, customer, person or closed; the words) in order."""

    def desk(self, server: Peer) -> Desk:
        raise NotImplementedError

    def told(self, server: Peer) -> list[tuple[str, str]]:
        raise NotImplementedError

    def courier(self, scene: Scene, server: Peer) -> DeskCourier:
        return DeskCourier(scene.store, self.desk(server), ["pictoonline"], scene.clock.now)

    def story(self, scene: Scene) -> list[tuple[str, str]]:
        """Handed over, taken, two messages, a reply, closed."""
        scene.say("annulez ma commande", ("cancel_order", 0.99))
        scene.handed_over()
        self.act(scene, "take", "Camille")
        scene.say("oui", ("affirm", 0.9))
        scene.say("oui", ("affirm", 0.9))
        with scene.store.transaction() as tx:
            ticket = tx.tickets.get("T-000001", lock=True)
            assert ticket
            person.reply(tx, ticket, "C'est réglé.", "Camille", scene.clock.now())
        self.act(scene, "close")
        return [("customer", "oui"), ("customer", "oui"), ("person", "C'est réglé."), ("closed", "")]

    def act(self, scene: Scene, what: str, *more: Any) -> None:
        with scene.store.transaction() as tx:
            ticket = tx.tickets.get("T-000001", lock=True)
            assert ticket
            getattr(person, what)(tx, ticket, *more, scene.clock.now())

    def everything(self, courier: DeskCourier, scene: Scene, tries: int = 30) -> None:
        """Until nothing waits; the clock moves on between the rounds."""
        for _ in range(tries):
            courier.round()
            with scene.store.transaction() as tx:
                if not tx.desk_events.count_waiting():
                    return
            scene.later(minutes=70)
        raise AssertionError("something still waits")

    def test_all_of_a_ticket_arrives_in_order(self, quick: Scene, server: Peer) -> None:
        expected = self.story(quick)
        self.everything(self.courier(quick, server), quick, tries=1)
        (kind, note), *rest = self.told(server)
        assert kind == "opened"
        assert all(part in note for part in ("T-000001", "204001", "je veux parler", "cancel_order"))
        assert rest == expected

    @pytest.mark.parametrize("away", [False, True])
    def test_what_is_said_before_a_person_takes_it_arrives_with_the_answers(
        self, quick: Scene, server: Peer, away: bool
    ) -> None:
        quick.handed_over()
        courier = self.courier(quick, server)
        if not away:  # else the desk hears of the ticket after all this
            courier.round()
        quick.later(minutes=1)
        answer = quick.say("je peux payer par chèque ?", ("payment_methods", 0.99)).replies[0].text
        self.act(quick, "take", "Camille")
        quick.say("vous êtes là ?", ("smalltalk", 0.9))
        self.everything(courier, quick, tries=1)
        (kind, note), *rest = self.told(server)
        assert kind == "opened"
        assert "chèque" not in note  # told once
        assert rest[:2] == [("customer", "je peux payer par chèque ?"), ("assistant", answer)]
        assert rest[2:] == [("customer", "vous êtes là ?")]

    @pytest.mark.parametrize("fault", [500, 502, 429, 401, 404, 422, "slow", "truncated", "no json", "reset"])
    def test_whatever_goes_wrong_it_is_told_later_and_once(
        self, quick: Scene, server: Peer, fault: object
    ) -> None:
        expected = self.story(quick)
        server.faults = [None, fault, None, fault, fault]
        self.everything(self.courier(quick, server), quick)
        assert [kind for kind, _ in self.told(server)].count("opened") == 1
        assert self.told(server)[1:] == expected

    def test_an_answer_that_got_lost_does_not_tell_it_twice(self, quick: Scene, server: Peer) -> None:
        expected = self.story(quick)
        server.faults = ["lost"] * 9
        self.everything(self.courier(quick, server), quick)
        assert [kind for kind, _ in self.told(server)].count("opened") == 1
        assert self.told(server)[1:] == expected

    def test_a_desk_that_is_down_keeps_nobody_waiting_and_loses_nothing(
        self, quick: Scene, server: Peer
    ) -> None:
        expected, url = self.story(quick), server.url
        server.url = "http://127.0.0.1:9"
        courier = self.courier(quick, server)
        assert courier.round() == 0
        quick.later(hours=2)
        assert quick.say("annulez ma commande", ("cancel_order", 0.99)).decisions
        server.url = url
        self.everything(self.courier(quick, server), quick)
        assert self.told(server)[1:] == expected

    @pytest.mark.parametrize("status", [429, 503])
    def test_it_is_left_alone_for_as_long_as_it_asks(self, quick: Scene, server: Peer, status: int) -> None:
        quick.handed_over()
        server.faults, server.retry_after = [status], "1800"
        courier = self.courier(quick, server)
        courier.round()
        asked = len(server.asked)
        quick.later(minutes=29)
        courier.round()
        assert len(server.asked) == asked
        quick.later(minutes=2)
        self.everything(courier, quick, tries=1)

    def test_two_processes_tell_it_once(self, quick: Scene, server: Peer) -> None:
        expected = self.story(quick)
        one, other = self.courier(quick, server), self.courier(quick, server)
        taken = one._take()
        assert taken
        assert other.round() == 0  # the ticket's opening is in other hands
        assert one._deliver(taken)
        self.everything(other, quick, tries=1)
        assert self.told(server)[1:] == expected

    def test_whose_process_died_in_between_is_told_again_later(self, quick: Scene, server: Peer) -> None:
        quick.handed_over()
        first = self.courier(quick, server)._take()
        assert first
        self.desk(server).deliver(first)  # and then the power fails
        quick.later(minutes=3)
        self.everything(self.courier(quick, server), quick, tries=1)
        assert [kind for kind, _ in self.told(server)] == ["opened"]

    def test_given_up_only_after_a_week(self, quick: Scene, server: Peer) -> None:
        quick.handed_over()
        server.faults = [500] * 1000
        courier, start = self.courier(quick, server), quick.clock.now()
        while quick.clock.now() - start < timedelta(days=7):
            courier.round()
            quick.later(hours=7)
        server.faults = []
        courier.round()
        assert [kind for kind, _ in self.told(server)] == ["opened"]
