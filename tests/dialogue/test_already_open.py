"""A matter that has an open ticket gets no second one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.clock import Clock
from bot.desk import person
from bot.dialogue.assistant import Assistant
from bot.dialogue.message import Message, Turn
from bot.orders.conversations import Conversation
from bot.orders.model import Line, Order, Parcel, Scan
from bot.orders.store import Store
from bot.orders.tickets import CUSTOMER
from bot.policies.pack import Pack, load_packs
from tests.dialogue.test_two_windows import FAQ
from tests.effects.acts import NOW, rows

STUCK, YES = ("tracking_stuck", 0.99), ("affirm", 0.99)
LONG_AGO = NOW - timedelta(days=12)
ORDER = Order(
    "imprimante",
    "1042",
    "lea@example.org",
    "dispatched",
    (Line("L1", "Cartouche", "ink", 1, Decimal("19.90")),),
    placed_at=LONG_AGO,
    parcels=(Parcel("6A12345678901", "colissimo", ("L1",), LONG_AGO, (Scan(LONG_AGO, "in_transit"),)),),
)


class Play:
    def __init__(self, store: Store, pack: Pack) -> None:
        self.store, self.clock = store, Clock(NOW)
        opened = timedelta(hours=24)

        def opening(id: str) -> Conversation:
            now = self.clock.now()
            return Conversation(id, "imprimante", "lea@example.org", created_at=now, expires_at=now + opened)

        self.relais = Assistant(store, lambda: {"imprimante": pack}, self.clock, opening)
        with store.transaction() as tx:
            tx.orders.put(ORDER)

    def say(self, text: str, intent: tuple[str, float], conversation: str = "c1") -> Turn:
        return self.relais.turn(conversation, Message(text, (intent,)))

    def later(self, **span: float) -> None:
        self.clock.set(self.clock.now() + timedelta(**span))

    def tickets(self) -> list[str]:
        return sorted(id for entity, id in rows(self.store) if entity == "ticket")

    def kept(self) -> list[str]:
        with self.store.transaction() as tx:
            return [message.text for message in tx.tickets.messages(1) if message.author == CUSTOMER]


@pytest.fixture
def play(memory_store: Store, imprimante: Pack) -> Play:
    return Play(memory_store, imprimante)


@pytest.fixture(scope="module")
def imprimante() -> Pack:
    return load_packs(FAQ, only=("imprimante",))["imprimante"]


def text(turn: Turn) -> str:
    return turn.replies[-1].text.replace("\u00a0", " ")


def opened(play: Play) -> None:
    assert play.say("mon colis ne bouge plus", STUCK).decisions[0]["offer"]["effect"] == "open_ticket"
    play.say("oui", YES)
    assert play.tickets() == ["T-000001"]


def test_who_comes_back_hears_its_number_and_their_words_are_added(play: Play) -> None:
    opened(play)
    play.later(hours=3)
    again = play.say("toujours rien, mon colis est bloqué", STUCK)
    assert "déjà suivi sous le numéro T-000001, depuis le mercredi 18 novembre" in text(again)
    assert again.decisions[0]["offer"] is None
    assert again.replies[-1].buttons == ()
    assert play.kept() == ["toujours rien, mon colis est bloqué"]
    play.say("oui", YES)
    assert play.tickets() == ["T-000001"]


def test_in_another_conversation_too_and_replies_go_where_the_customer_is(play: Play) -> None:
    opened(play)
    play.later(days=2)
    assert "T-000001" in text(play.say("mon colis ne bouge plus", STUCK, "c2"))
    with play.store.transaction() as tx:
        ticket = tx.tickets.get("T-000001")
    assert ticket
    assert ticket.conversation_id == "c2"


def test_a_person_who_has_it_is_named_as_such(play: Play) -> None:
    opened(play)
    with play.store.transaction() as tx:
        ticket = tx.tickets.get("T-000001", lock=True)
        assert ticket
        person.take(tx, ticket, "Camille", NOW)
    assert "Une personne s'en occupe" in text(play.say("mon colis ne bouge plus", STUCK, "c2"))


def test_two_windows_that_offered_it_open_one(play: Play) -> None:
    for conversation in ("c1", "c2"):
        assert play.say("mon colis ne bouge plus", STUCK, conversation).decisions[0]["offer"]
    play.say("oui", YES, "c1")
    told = text(play.say("oui", YES, "c2"))
    assert "déjà suivi sous le numéro T-000001" in told
    assert play.tickets() == ["T-000001"]


def test_a_closed_one_does_not_count_nor_one_about_another_order(play: Play) -> None:
    opened(play)
    with play.store.transaction() as tx:
        ticket = tx.tickets.get("T-000001", lock=True)
        assert ticket
        person.close(tx, ticket, NOW)
    assert play.say("mon colis ne bouge plus", STUCK).decisions[0]["offer"]
    with play.store.transaction() as tx:
        other = replace(ORDER, number="1043", parcels=(replace(ORDER.parcels[0], tracking="6A12345678902"),))
        tx.orders.put(other)
    play.say("oui", YES)
    both = play.relais.turn("c3", Message("la 1043 ne bouge plus", (STUCK,), (("order_number", "1043"),)))
    assert both.decisions[0]["offer"]
