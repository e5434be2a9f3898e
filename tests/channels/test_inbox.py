"""Several server processes over one store, on every kind of database."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.channels import owning
from bot.channels.giving_up import give_up
from bot.channels.inbox import Inbox
from bot.channels.message_log import MessageLog
from bot.channels.turns import WAITING, TooMany
from bot.dialogue.message import Reply
from bot.dialogue.message import Turn as Outcome
from bot.orders.store import Conversation, Store

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone.utc)


@pytest.fixture
def servers(store: Store) -> tuple[Inbox, Inbox]:
    both = Inbox(store, 60), Inbox(store, 60)
    for server in both:
        server.live()
    with store.transaction() as tx:
        tx.conversations.put(Conversation("c", "pictoonline", "lea@example.org", created_at=NOW))
    return both


def test_a_message_is_taken_once(servers: tuple[Inbox, Inbox]) -> None:
    first, second = servers
    taken = first.take("c", "m1", "bonjour", NOW)
    assert taken.new
    assert taken.turn
    assert (taken.turn.text, taken.turn.merchant) == ("bonjour", "pictoonline")
    assert not second.take("c", "m1", "autre chose", NOW).new


def test_a_message_at_another_server_waits_for_the_one_before(servers: tuple[Inbox, Inbox]) -> None:
    first, second = servers
    turn = first.take("c", "m1", "un", NOW).turn
    other = second.take("c", "m2", "deux", NOW - timedelta(seconds=5))  # its clock is slow
    assert (other.new, other.turn) == (True, None)
    assert turn
    kept, following = first.answered(turn, [{"text": "a"}], NOW)
    assert kept
    assert following
    assert following.text == "deux"
    events, none = first.answered(following, [{"text": "b"}], NOW)
    assert [(event.seq, event.payload["text"]) for event in events or ()] == [(4, "b")]
    assert none is None
    third = second.take("c", "m3", "trois", NOW).turn
    assert third
    assert third.text == "trois"


def test_what_a_dead_server_left_is_taken_over_and_its_late_answer_is_not_kept(
    servers: tuple[Inbox, Inbox], store: Store
) -> None:
    dying, living = servers
    turn = dying.take("c", "m1", "un", NOW).turn
    dying.take("c", "m2", "deux", NOW)
    assert turn
    assert living.left_behind(10) == []
    assert living.take_over("c", own=False) is None
    with store.transaction() as tx:
        owning.live(tx.connection, dying.server, -1)  # its last word was long ago
    assert living.left_behind(10) == [("c", False)]
    again = living.take_over("c", own=False)
    assert again == turn
    assert again
    assert living.answered(again, [{"text": "a"}], NOW)[0]
    assert dying.answered(turn, [{"text": "b"}], NOW) == (None, None)
    texts = [event.payload["text"] for event in MessageLog(store.engine).events_after("c", 0)]
    assert texts == ["un", "deux", "a"]


def test_a_server_that_resigns_leaves_its_work_at_once(servers: tuple[Inbox, Inbox]) -> None:
    ending, staying = servers
    ending.take("c", "m1", "un", NOW)
    ending.resign()
    assert staying.take_over("c", own=False)


def test_work_that_a_server_lost_itself_is_found_as_its_own(servers: tuple[Inbox, Inbox]) -> None:
    server, _ = servers
    server.take("c", "m1", "un", NOW)
    assert server.left_behind(10) == [("c", True)]
    assert server.take_over("c", own=True)


def test_more_messages_than_a_person_types_are_not_kept(servers: tuple[Inbox, Inbox], store: Store) -> None:
    server, _ = servers
    for number in range(WAITING):
        assert server.take("c", f"m{number}", "bonjour", NOW).new
    with pytest.raises(TooMany):
        server.take("c", "one more", "bonjour", NOW)
    assert len(MessageLog(store.engine).events_after("c", 0)) == WAITING


def test_a_turn_given_up_can_have_no_other_outcome(servers: tuple[Inbox, Inbox], store: Store) -> None:
    turn = servers[0].take("c", "m1", "annulez", NOW).turn
    assert turn
    (apology,) = give_up(store, turn, None, NOW, late=False)
    assert apology["text"].startswith("Toutes mes excuses")
    with store.transaction() as tx:
        assert not tx.outcomes.settle("c", "m1", {"replies": []}, NOW)
    assert give_up(store, turn, None, NOW, late=False) == [apology]


def test_an_outcome_that_was_settled_is_told_instead_of_an_apology(
    servers: tuple[Inbox, Inbox], store: Store
) -> None:
    turn = servers[0].take("c", "m1", "annulez", NOW).turn
    assert turn
    done = Outcome([Reply("C'est fait.", ("Merci",))], [{"outcome": "applied", "clauses": ["P-1"]}])
    with store.transaction() as tx:
        assert tx.outcomes.settle("c", "m1", done.as_dict(), NOW)
    (told,) = give_up(store, turn, None, NOW, late=False)
    assert (told["text"], told["buttons"]) == ("C'est fait.", [{"title": "Merci"}])
    assert told["decisions"][0]["outcome"] == "applied"
    servers[0].answered(turn, [told], NOW)
    assert give_up(store, turn, None, NOW, late=False) == []


def test_an_old_message_is_not_acted_on_but_asked_for_again(
    servers: tuple[Inbox, Inbox], store: Store
) -> None:
    turn = servers[0].take("c", "m1", "annulez", NOW).turn
    assert turn
    (told,) = give_up(store, turn, None, NOW, late=True)
    assert "renvoyer votre message" in told["text"]
