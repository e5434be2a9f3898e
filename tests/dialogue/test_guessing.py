"""Guests who guess: counted per conversation, order and address, whatever the order is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from bot.dialogue.guessing import Attempt, GuessLimits
from bot.orders.store import Conversation, Store

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone.utc)
LIMITS = GuessLimits(5, timedelta(minutes=30))


def attempt(
    store: Store, conversation: str, number: str, address: str | None = None, at: datetime = NOW
) -> bool:
    with store.transaction() as tx:
        talk = Conversation(conversation, "inno", address=address)
        one = Attempt(tx, talk, number, at, LIMITS)
        if not one.allowed:
            one.take_back()
        return one.allowed


def test_five_per_conversation(store: Store) -> None:
    assert [attempt(store, "c", f"n{number}") for number in range(7)] == [True] * 5 + [False] * 2


@pytest.mark.parametrize("written", [["TP-50001"], ["TP-50001", "tp 50001", "50001", "#TP50001"]])
def test_five_per_order_from_as_many_conversations_and_addresses_as_you_like(
    store: Store, written: list[str]
) -> None:
    allowed = [
        attempt(store, f"c{number}", written[number % len(written)], f"10.0.0.{number}")
        for number in range(8)
    ]
    assert allowed == [True] * 5 + [False] * 3


def test_five_per_address_from_as_many_conversations_as_you_like(store: Store) -> None:
    allowed = [attempt(store, f"c{number}", f"n{number}", "10.0.0.1") for number in range(8)]
    assert allowed == [True] * 5 + [False] * 3
    assert attempt(store, "other", "n9", "10.0.0.2")


def test_the_pause_ends_with_the_window(store: Store) -> None:
    for _ in range(6):
        attempt(store, "c", "n1")
    assert not attempt(store, "c", "n1", at=NOW + timedelta(minutes=29))
    assert attempt(store, "c", "n1", at=NOW + timedelta(minutes=30))


def test_who_is_paused_does_not_lock_out_the_owner_of_an_order(store: Store) -> None:
    for number in range(20):
        attempt(store, "c", f"n{number}")
        attempt(store, "c", "mine")
    assert attempt(store, "owner", "mine")


def test_an_attempt_that_was_right_does_not_count(store: Store) -> None:
    for _ in range(9):
        with store.transaction() as tx:
            Attempt(tx, Conversation("c", "inno"), "n1", NOW, LIMITS).take_back()
    assert attempt(store, "c", "n1")


def test_at_the_same_moment_no_more_than_five_get_through(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(lambda number: attempt(store, f"c{number}", "n1", "10.0.0.1"), range(24)))
    assert sum(allowed) == 5
