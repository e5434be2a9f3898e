"""A person answers: where the words go, who speaks meanwhile, and who speaks afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import StatementError

from bot.desk import person
from bot.orders.store import Store
from bot.orders.tickets import canonical
from tests.desk.conftest import LEA, Scene, scene_on
from tests.effects.acts import ORDER, put_order

CANCEL = ("cancel_order", 0.99)


def reply(scene: Scene, text: str, name: str | None = "Camille", **more: bool) -> str:
    with scene.store.transaction() as tx:
        ticket = tx.tickets.get("T-000001", lock=True)
        assert ticket
        return person.reply(tx, ticket, text, name, scene.clock.now(), **more)


def reply_then_fail(scene: Scene) -> None:
    with scene.store.transaction() as tx:
        ticket = tx.tickets.get("T-000001", lock=True)
        assert ticket
        person.reply(tx, ticket, "Perdu", "Camille", scene.clock.now())
        tx.tickets.set(ticket.id, closed_at=scene.clock.now().replace(tzinfo=None))


def act(scene: Scene, what: str) -> None:
    with scene.store.transaction() as tx:
        ticket = tx.tickets.get("T-000001", lock=True)
        assert ticket
        extra = ("Camille",) if what == "take" else ()
        getattr(person, what)(tx, ticket, *extra, scene.clock.now())


def letters(scene: Scene) -> list[tuple[str, str, str]]:
    with scene.store.transaction() as tx:
        return [(one.recipient, one.subject, one.body) for one in tx.outbox.letters()]


def test_a_reply_is_shown_as_a_persons_and_the_conversation_is_theirs(scene: Scene) -> None:
    scene.handed_over()
    assert reply(scene, "Bonjour Léa, je regarde.") == "conversation"
    shown = scene.shown()[-1]
    assert (shown["text"], shown["author"], shown["name"]) == (
        "Bonjour Léa, je regarde.",
        "person",
        "Camille",
    )
    assert (scene.ticket().state, scene.ticket().taken_by) == ("taken", "Camille")
    assert letters(scene) == []


def test_while_a_person_has_it_the_assistant_is_silent_and_the_words_are_kept(scene: Scene) -> None:
    scene.handed_over()
    act(scene, "take")
    first = scene.say("vous êtes là ?", ("greet", 0.9))
    assert (len(first.replies), first.decisions, first.held) == (1, [], True)
    assert "T-000001" in first.replies[0].text
    second = scene.say("annulez ma commande", CANCEL)
    assert (second.replies, second.decisions, second.held) == ([], [], True)
    with scene.store.transaction() as tx:
        held = tx.tickets.held("c1")
        assert held
        kept = tx.tickets.messages(held.id)
        told = [event.kind for event in tx.desk_events.waiting()]
    assert [(one.author, one.text) for one in kept] == [
        ("customer", "vous êtes là ?"),
        ("customer", "annulez ma commande"),
    ]
    assert told == ["ticket.opened", "ticket.message", "ticket.message"]


def test_a_customer_in_talk_with_a_person_hears_no_robot(quick: Scene) -> None:
    quick.handed_over()
    reply(quick, "De quel article s'agit-il ?")
    quick.later(minutes=1)
    assert quick.say("le mug", ("inform", 0.9)).replies == []
    quick.later(minutes=30)
    assert len(quick.say("vous êtes encore là ?", ("greet", 0.9)).replies) == 1
    assert quick.say("?", ("greet", 0.9)).replies == []


@pytest.mark.parametrize("act_name", ["give_back", "close"])
def test_given_back_or_closed_the_assistant_answers_again(scene: Scene, act_name: str) -> None:
    scene.handed_over()
    act(scene, "take")
    act(scene, act_name)
    assert "T-000001" in scene.shown()[-1]["text"]
    assert "author" not in scene.shown()[-1]
    assert [d["outcome"] for d in scene.say("annulez ma commande", CANCEL).decisions] == ["allowed"]
    assert scene.ticket().state == ("open" if act_name == "give_back" else "closed")


def test_an_offer_from_before_does_not_survive_the_person(quick: Scene) -> None:
    quick.say("annulez ma commande", CANCEL)
    quick.handed_over()
    quick.say("annulez ma commande", CANCEL)
    act(quick, "take")
    quick.say("oui", ("affirm", 0.99))
    act(quick, "give_back")
    assert [d["outcome"] for d in quick.say("oui", ("affirm", 0.99)).decisions] == ["smalltalk"]
    with quick.store.transaction() as tx:
        order = tx.orders.get("pictoonline", ORDER.number)
    assert order
    assert order.stage == "paid"


def test_once_the_conversation_is_over_the_reply_goes_by_letter(scene: Scene) -> None:
    scene.handed_over()
    scene.later(hours=25)
    before = scene.shown()
    assert reply(scene, "Votre commande part demain.") == "email"
    [(recipient, subject, body)] = letters(scene)
    assert recipient == LEA
    assert "T-000001" in subject
    assert "Votre commande part demain." in body
    assert scene.shown() == before
    assert scene.ticket().state == "open"  # nobody is kept waiting in a conversation that is over


def test_a_letter_goes_too_when_asked_for(quick: Scene) -> None:
    quick.handed_over()
    assert reply(quick, "Voici le détail.", letter_too=True) == "both"
    assert len(letters(quick)) == 1
    assert quick.shown()[-1]["author"] == "person"


def test_a_visitor_who_has_left_cannot_be_reached_and_that_is_said(memory_store: Store) -> None:
    scene = scene_on(memory_store, customer=None)
    scene.handed_over()
    scene.later(hours=25)
    assert reply(scene, "Bonjour ?") == "none"
    assert letters(scene) == []
    with scene.store.transaction() as tx:
        assert [m.way for m in tx.tickets.messages(1)] == ["none"]


def test_what_is_rolled_back_was_neither_said_nor_kept(scene: Scene) -> None:
    scene.handed_over()
    before = scene.shown()
    with pytest.raises(StatementError):
        reply_then_fail(scene)
    assert scene.shown() == before
    assert scene.ticket().state == "open"


def test_a_reply_to_a_closed_ticket_opens_it_again(quick: Scene) -> None:
    quick.handed_over()
    act(quick, "close")
    reply(quick, "Encore une chose.")
    assert quick.ticket().state == "taken"


def test_tickets_are_listed_by_state_and_merchant(scene: Scene) -> None:
    scene.handed_over()
    with scene.store.transaction() as tx:
        assert [t.number for t in tx.tickets.listed("open", "pictoonline")] == ["T-000001"]
        assert (
            tx.tickets.listed("taken")
            == tx.tickets.listed("closed")
            == tx.tickets.listed("open", "inno")
            == []
        )
        assert tx.tickets.held("c1") is None
        assert tx.tickets.of_conversation("c1") is not None


@pytest.mark.parametrize("typed", ["T-000012", "t-12", "12", "T12", "t 000012"])
def test_a_ticket_is_found_as_people_type_it(typed: str) -> None:
    assert canonical(typed) == "T-000012"


def test_what_is_no_number_stays_as_it_is() -> None:
    assert canonical("TCK²") == "TCK²"


def test_erasing_an_order_takes_its_tickets_words_along(scene: Scene) -> None:
    scene.say("annulez ma commande", CANCEL)
    scene.handed_over()
    act(scene, "take")
    scene.say("bonjour", ("greet", 0.9))
    assert scene.ticket().order == ORDER.number
    put_order(scene.store)  # replaced whole
    with scene.store.transaction() as tx:
        assert tx.tickets.listed() == []
        assert tx.desk_events.waiting() == []


def test_loans_are_per_ticket_in_order_and_end_by_themselves(scene: Scene) -> None:
    scene.handed_over()
    reply(scene, "un")
    now, merchants = scene.clock.now(), ["pictoonline"]

    def take(at: timedelta = timedelta()) -> str | None:
        with scene.store.transaction() as tx:
            event = tx.desk_events.take(merchants, now + at)
        return event and event.kind

    assert take() == "ticket.opened"
    assert take() is None  # the message waits until the opening has arrived
    assert take(timedelta(minutes=3)) == "ticket.opened"  # whoever had it is gone
    merchants = ["inno"]
    assert take(timedelta(minutes=9)) is None
