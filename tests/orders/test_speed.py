"""Bounds that hold on a slow machine with room to spare; how many orders there are must not be felt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from bot.orders.store import Store
from tests.orders.samples import full_order


def best_ms(task: Callable[[], object], times: int = 15) -> float:
    """The best of several runs: what else the machine does only ever adds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        task()
        spent.append((time.perf_counter() - start) * 1000)
    return min(spent)


def test_a_throw_away_store_with_an_order_takes_under_30_ms() -> None:
    order = full_order()

    def make() -> None:
        store = Store.open("sqlite://", create=True)
        with store.transaction() as tx:
            tx.orders.put(order)
        store.dispose()

    assert best_ms(make) < 30


def test_an_emptied_store_is_empty_and_takes_under_20_ms(memory_store: Store) -> None:
    def again() -> None:
        memory_store.empty()
        with memory_store.transaction() as tx:
            assert tx.orders.count() == 0
            tx.orders.put(full_order())

    assert best_ms(again) < 20


def test_a_look_up_among_thousands_takes_as_long_as_among_a_few(store: Store) -> None:
    def fill(start: int, end: int) -> None:
        with store.transaction() as tx:
            tx.orders.put_all(
                [replace(full_order(str(n)), email=f"c{n}@example.org") for n in range(start, end)]
            )

    def look_up() -> None:
        with store.transaction() as tx:
            assert tx.orders.get("pictoonline", "7") is not None
            assert tx.orders.of_customer("pictoonline", "c7@example.org", limit=5)

    fill(0, 50)
    few = best_ms(look_up)
    fill(50, 3000)
    assert best_ms(look_up) < 3 * few + 2
