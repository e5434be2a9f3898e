"""What `relais stats` counts, on each engine."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.orders.store import Store
from bot.stats.figures import Afterwards, Count, Figures, Rating, Waiting
from bot.stats.period import Period
from bot.stats.reading import read_figures
from tests.stats.talks import rate, tell

NOW = datetime(2026, 3, 10, 12, tzinfo=timezone.utc)


@pytest.fixture
def told(store: Store) -> Store:
    day = NOW - timedelta(days=1)
    tell(store, day, "inno", "a", "cancel_order clarify", "cancel_order allowed", effect="open_ticket")
    tell(store, day, "inno", "b", "greet out_of_scope", "refund_time undocumented", "refund_time handoff")
    tell(store, day, "pictoonline", "c", "cancel_order clarify")
    tell(store, NOW - timedelta(days=50), "inno", "old", "cancel_order refused")
    rate(store, day, "a", 1, "up")
    rate(store, day, "b", 1, "down")
    return store


def month(store: Store, merchant: str | None = None) -> Figures:
    return read_figures(store.engine, Period(NOW - timedelta(days=30), merchant))


def test_what_was_asked_and_how_it_ended(told: Store) -> None:
    figures = month(told)
    assert (figures.conversations, figures.total) == (3, 6)
    assert figures.by("topic") == {"cancel_order": 3, "refund_time": 2, "greet": 1}
    assert figures.by("outcome")["clarify"] == 2
    assert "refused" not in figures.by("outcome")


def test_what_is_undocumented_by_merchant_and_topic(told: Store) -> None:
    found = [one for one in month(told).decisions if one.outcome == "undocumented"]
    assert found == [Count(1, "inno", "refund_time", "undocumented")]


def test_how_conversations_went_on_that_were_not_understood(told: Store) -> None:
    assert set(month(told).afterwards) == {
        Afterwards("clarify", "allowed", 1),
        Afterwards("clarify", None, 1),
        Afterwards("out_of_scope", "undocumented", 1),
    }


def test_effects_ratings_and_waiting(told: Store) -> None:
    figures = month(told)
    assert figures.effects == {"open_ticket": 1}
    assert figures.ratings == [Rating("refund_time", 0, 1), Rating("cancel_order", 1, 0)]
    assert figures.waiting == Waiting(6, 0.5, 0.5, 0.5)


def test_of_one_merchant_only(told: Store) -> None:
    figures = month(told, "pictoonline")
    assert (figures.conversations, figures.by("topic")) == (1, {"cancel_order": 1})
    assert (figures.effects, figures.ratings) == ({}, [])
    assert figures.waiting == Waiting(1, 0.5, 0.5, 0.5)


def test_nothing_gives_noughts(store: Store) -> None:
    figures = month(store)
    assert (figures.total, figures.decisions, figures.waiting) == (0, [], None)
