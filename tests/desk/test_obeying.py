"""What a desk says is done once, and nothing old undoes something newer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.hearing import DONE, LATE, REPEATED, UNKNOWN, obey
from bot.desk.port import CLOSE, GIVE_BACK, REPLY, TAKE, Word
from tests.desk.conftest import Scene
from tests.effects.acts import NOW

REPLYING = Word(REPLY, "m1", NOW, number="T-000001", text="Bonjour", name="Camille")


def tell(scene: Scene, *words: Word, merchant: str = "pictoonline") -> list[str]:
    found = []
    for word in words:
        with scene.store.transaction() as tx:
            found.append(obey(tx, merchant, word, scene.clock.now()))
    return found


def test_a_reply_is_shown_once_however_often_it_comes(scene: Scene) -> None:
    scene.handed_over()
    assert tell(scene, REPLYING, REPLYING, REPLYING) == [DONE, REPEATED, REPEATED]
    assert [one["text"] for one in scene.shown()].count("Bonjour") == 1
    with scene.store.transaction() as tx:
        assert [event.kind for event in tx.desk_events.waiting()] == ["ticket.opened"]  # no echo to the desk


def test_two_equal_replies_with_ids_of_their_own_are_two(quick: Scene) -> None:
    quick.handed_over()
    assert tell(quick, REPLYING, replace(REPLYING, id="m2")) == [DONE, DONE]
    assert [one["text"] for one in quick.shown()].count("Bonjour") == 2


def test_an_older_change_of_state_comes_too_late(scene: Scene) -> None:
    scene.handed_over()
    take = Word(TAKE, "t", NOW + timedelta(seconds=1), number="T-000001", name="Camille")
    give_back = replace(take, act=GIVE_BACK, id="g", at=NOW + timedelta(seconds=2))
    assert tell(scene, give_back, take) == [DONE, LATE]
    assert scene.ticket().state == "open"
    close = replace(take, act=CLOSE, id="c", at=NOW + timedelta(seconds=3))
    assert tell(scene, close, replace(take, id="t2")) == [DONE, LATE]
    assert scene.ticket().state == "closed"


def test_a_reply_that_comes_after_the_close_still_reaches_the_customer(quick: Scene) -> None:
    quick.handed_over()
    close = Word(CLOSE, "c", NOW + timedelta(seconds=3), number="T-000001")
    assert tell(quick, close, REPLYING) == [DONE, DONE]
    assert quick.shown()[-1]["text"] == "Bonjour"


def test_a_desks_own_name_of_a_ticket_is_known_to_its_merchant_only(quick: Scene) -> None:
    quick.handed_over()
    with quick.store.transaction() as tx:
        tx.tickets.set(1, desk_ref="81")
    theirs = replace(REPLYING, number=None, ref="81")
    assert tell(quick, theirs, merchant="inno") == [UNKNOWN]
    assert tell(quick, theirs) == [DONE]


@pytest.mark.parametrize("word", [replace(REPLYING, number="T-9"), replace(REPLYING, number=None, ref="9")])
def test_an_unknown_ticket_changes_nothing(quick: Scene, word: Word) -> None:
    quick.handed_over()
    before = quick.shown()
    assert tell(quick, word) == [UNKNOWN]
    assert quick.shown() == before


def test_another_merchants_ticket_is_unknown(quick: Scene) -> None:
    quick.handed_over()
    assert tell(quick, REPLYING, merchant="inno") == [UNKNOWN]
