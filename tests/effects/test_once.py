"""Twice is once: one key, one act, whoever asks again and however often."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from bot.effects.carry_out import EFFECTS
from bot.orders.store import Store
from bot.policies.decision import Plan
from bot.policies.vocabulary import EFFECTS as KNOWN
from tests.effects.acts import EVERY, do, put_order, rows


def test_there_is_an_act_for_each_effect_of_the_contract() -> None:
    assert set(EFFECTS) == set(KNOWN) == {plan.effect for plan in EVERY}


@pytest.mark.parametrize("plan", EVERY, ids=[plan.effect for plan in EVERY])
def test_the_same_act_again_changes_nothing(memory_store: Store, plan: Plan) -> None:
    put_order(memory_store)
    nothing = rows(memory_store)
    assert do(memory_store, plan)
    once = rows(memory_store)
    assert once != nothing
    assert do(memory_store, plan) is None
    assert rows(memory_store) == once
    with memory_store.transaction() as tx:
        assert len(tx.records.audit("204001")) == 1


def test_every_effect_twice_equals_once(store: Store) -> None:
    put_order(store)
    reports = do(store, *EVERY)
    assert reports is not None
    assert len(reports) == len(EVERY)
    once = rows(store)
    assert do(store, *EVERY) is None
    assert rows(store) == once
    kinds = sorted(entity for entity, _ in once)
    assert kinds == sorted(
        ["order", "credit_note", "ticket", "incident", "claim", "return", "refund_request", "stop_request"]
        + ["email"] * 3
    )


def test_another_offer_is_another_act(memory_store: Store) -> None:
    put_order(memory_store)
    ticket = EVERY[6]
    assert do(memory_store, ticket, key="first")
    assert do(memory_store, ticket, key="second")
    assert sum(entity == "ticket" for entity, _ in rows(memory_store)) == 2


def test_two_threads_with_one_key_act_once(store: Store) -> None:
    put_order(store)
    results = together(*[lambda: do(store, EVERY[0])] * 4)
    assert sum(result is not None for result in results) == 1
    assert sum(entity == "credit_note" for entity, _ in rows(store)) == 1


def together(*tasks: Callable[[], Any]) -> list[Any]:
    """Runs the tasks in threads that start at the same moment; what each returned or raised."""
    gate, results = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(index: int) -> None:
        gate.wait()
        try:
            results[index] = tasks[index]()
        except Exception as failure:  # shown to the test, which expects none
            results[index] = failure

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(tasks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
