"""A process is killed between the yes and its answer; the yes comes again, to a fresh process."""

from __future__ import annotations

import pytest

from bot.orders.model import CreditNote
from tests.crash.conftest import CUSTOMER, Shop
from tests.crash.turn import AFTER_COMMIT, POINTS


def nothing_done(shop: Shop) -> None:
    assert shop.order().stage == "paid"
    with shop.store.transaction() as tx:
        assert tx.records.audit() == []
        assert tx.outbox.letters() == []


def done_once(shop: Shop) -> None:
    order = shop.order()
    assert (order.stage, order.credit_notes) == ("cancelled", (CreditNote(order.total),))
    with shop.store.transaction() as tx:
        (audited,) = tx.records.audit(order)
        (letter,) = tx.outbox.letters()
        outcomes = [row["decision"]["outcome"] for row in tx.records.decisions()]
    assert (audited["effect"], audited["who"]) == ("cancel_with_credit", CUSTOMER)
    assert letter.recipient == order.email
    assert outcomes.count("applied") == 1


@pytest.mark.parametrize("point", POINTS)
def test_killed_between_the_yes_and_the_answer(shop: Shop, point: str) -> None:
    shop.yes(point).go().kill_at_its_point()
    if point == AFTER_COMMIT:
        done_once(shop)
    else:
        nothing_done(shop)
    told = shop.yes().go().replies()
    done_once(shop)
    assert "est annulée" in told
    assert ("C'est déjà fait" in told) == (point == AFTER_COMMIT)
    assert "C'est déjà fait" in shop.yes().go().replies()
    done_once(shop)


def test_the_same_yes_in_two_processes_at_once(shop: Shop) -> None:
    both = [shop.yes() for _ in range(2)]
    for turn in both:
        turn.go()
    told = [turn.replies() for turn in both]
    assert all("est annulée" in text for text in told)
    assert sum("C'est déjà fait" in text for text in told) == 1
    done_once(shop)
