"""A desk that speaks Standard Webhooks."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

import pytest
from standardwebhooks import Webhook

from bot.desk.port import Desk, Unreadable
from bot.desk.webhook import WebhookDesk
from tests.desk.conftest import Scene
from tests.desk.delivering import SECONDS, Delivering
from tests.desk.hearing_cases import Hearing, Signed
from tests.desk.peer import Answer, Asked, Peer, peer

KEY = "whsec_" + base64.b64encode(b"the present key of the tests").decode()
OLD = "whsec_" + base64.b64encode(b"the former key of the tests.").decode()


class TestTellingAWebhook(Delivering):
    @pytest.fixture
    def server(self) -> Iterator[Peer]:
        def respond(asked: Asked) -> Answer:
            said = Webhook(KEY).verify(asked.body, asked.headers)  # a forged one would be a 500
            known.setdefault(asked.headers["webhook-id"], said)  # as the spec asks of who listens
            return 200, {}

        known: dict[str, object] = {}
        with peer(respond) as made:
            made.known = known  # type: ignore[attr-defined]
            yield made

    def desk(self, server: Peer) -> Desk:
        return WebhookDesk(server.url, [KEY], SECONDS)

    def told(self, server: Peer) -> list[tuple[str, str]]:
        found = []
        for said in server.known.values():  # type: ignore[attr-defined]
            data = said["data"]
            if said["type"] == "ticket.opened":
                found.append(("opened", f"{data}"))
            elif said["type"] == "ticket.closed":
                found.append(("closed", ""))
            else:
                found.append((data["message"]["author"], data["message"]["text"]))
        return found

    def test_all_of_a_ticket_arrives_in_order_on_every_database(self, scene: Scene, server: Peer) -> None:
        self.test_all_of_a_ticket_arrives_in_order(scene, server)

    def test_while_a_key_is_changed_both_verify(self, quick: Scene, server: Peer) -> None:
        quick.handed_over()
        desk = WebhookDesk(server.url, [OLD, KEY], SECONDS)
        courier = self.courier(quick, server)
        courier._desk = desk
        assert courier.round() == 1
        Webhook(OLD).verify(server.asked[0].body, server.asked[0].headers)

    @pytest.mark.parametrize("fault", ["truncated", "no json"])
    def test_whatever_goes_wrong_it_is_told_later_and_once(  # the body of the answer says nothing
        self, quick: Scene, server: Peer, fault: object
    ) -> None:
        super().test_whatever_goes_wrong_it_is_told_later_and_once(quick, server, fault)

    @pytest.mark.parametrize("fault", [500, 429, 410, 301, "slow", "reset"])
    def test_nor_is_anything_lost_by(self, quick: Scene, server: Peer, fault: object) -> None:
        super().test_whatever_goes_wrong_it_is_told_later_and_once(quick, server, fault)


class TestHearingAWebhook(Hearing):
    keys = (KEY, OLD)
    replying: ClassVar[dict[str, Any]] = {
        "type": "ticket.reply",
        "timestamp": "2026-11-18T09:00:00Z",
        "data": {"ticket": "T-000001", "text": "Bonjour", "author": "Camille"},
    }
    closing: ClassVar[dict[str, Any]] = {
        "type": "ticket.close",
        "timestamp": "2026-11-18T09:00:00+01:00",
        "data": {"ticket": "T-000001"},
    }

    def desk(self, *keys: str) -> Desk:
        return WebhookDesk("http://127.0.0.1:9", list(keys) or [KEY])

    def sign(self, body: bytes, at: datetime, old: bool = False) -> Signed:
        signature = Webhook(OLD if old else KEY).sign("msg_1", at, body.decode())
        return {
            "webhook-id": "msg_1",
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signature,
        }

    def test_the_words_and_the_acts(self) -> None:
        [word] = self.heard(self.replying)
        assert (word.act, word.id, word.number) == ("reply", "msg_1", "T-000001")
        assert (word.text, word.name) == ("Bonjour", "Camille")
        for act in ("take", "give_back", "close"):
            [word] = self.heard({**self.closing, "type": f"ticket.{act}"})
            assert word.act == act

    @pytest.mark.parametrize(
        "said",
        [
            {"type": "ticket.explode", "timestamp": "2026-11-18T09:00:00Z", "data": {"ticket": "T-1"}},
            {"type": "ticket.reply", "timestamp": "2026-11-18T09:00:00Z", "data": {"ticket": "T-1"}},
            {"type": "ticket.take", "timestamp": "2026-11-18T09:00:00Z", "data": {}},
            {"type": "ticket.take", "timestamp": "2026-11-18T09:00:00", "data": {"ticket": "T-1"}},
            {"type": "ticket.take", "timestamp": 12, "data": {"ticket": "T-1"}},
        ],
    )
    def test_what_says_nothing_is_unreadable(self, said: dict[str, Any]) -> None:
        with pytest.raises(Unreadable):
            self.heard(said)
