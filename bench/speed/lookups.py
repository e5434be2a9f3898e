"""How long an order is looked for among a thousand and among a million, on both engines."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from random import Random

from sqlalchemy import select, text

from bot.clock import Clock
from bot.orders.demo.pictoonline import orders as demo_orders
from bot.orders.store import Store
from bot.orders.tables import lines, orders, payments

NUMBER = "substr(cast(10000000 + i AS text), 2)"  # 0000001, in both engines' words
FEW, MANY, ASKED = 1_000, 1_000_000, 300


def compare(urls: tuple[str, str]) -> tuple[float, float]:
    """Median seconds of a look-up among few and among many, asked in turn.

    `urls`: of two empty databases.
    """
    small, large = (Store.open(url, create=True) for url in urls)
    try:
        fill(small, FEW)
        fill(large, MANY)
        for store, size in ((small, FEW), (large, MANY)):
            look_up(store, size, 50)  # what is compiled and cached once
        few, many = [], []
        for part in range(6):  # in turn, so that what else the machine does meets both
            few += look_up(small, FEW, ASKED // 6, part)
            many += look_up(large, MANY, ASKED // 6, part)
        return statistics.median(few), statistics.median(many)
    finally:
        small.dispose()
        large.dispose()


def look_up(store: Store, size: int, times: int, seed: int = 0) -> list[float]:
    """Seconds of each: an order by its number, with all that belongs to it."""
    chance, seconds = Random(seed), []
    for _ in range(times):
        number = f"{chance.randrange(1, size + 1):07d}"
        started = time.perf_counter()
        with store.transaction() as tx:
            order = tx.orders.get("pictoonline", number)
        seconds.append(time.perf_counter() - started)
        if order is None or not order.lines:
            raise RuntimeError(f"order {number} of {size} is not there")
    return seconds


def fill(store: Store, size: int) -> None:
    """`size` orders, all parts of a demo order in each, numbered from 1; the database makes them itself."""
    model = replace(demo_orders(Clock().now())[0], number="model")
    with store.transaction() as tx:
        tx.orders.put(model)
        numbered = {"id": ":first + i", "order_id": ":first + i", "number": NUMBER, "number_key": NUMBER}
        numbered |= dict.fromkeys(("email", "email_key"), f"'c' || {NUMBER} || '@example.org'")
        key = tx.connection.execute(select(orders.c.id).where(orders.c.number == "model")).scalar_one()
        for table, own in ((orders, "id"), (lines, "order_id"), (payments, "order_id")):
            columns = [column.name for column in table.columns]
            values = ", ".join(numbered.get(name, f"m.{name}") for name in columns)
            query = (
                f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :size) "
                f"INSERT INTO {table.name} ({', '.join(columns)}) "
                f"SELECT {values} FROM {table.name} AS m CROSS JOIN n WHERE m.{own} = :first"
            )
            tx.connection.execute(text(query), {"size": size, "first": key})
    with store.engine.connect() as connection:  # so that the planner knows how many there are
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
