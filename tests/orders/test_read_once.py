"""A turn reads its order once, and again when it has changed it."""

from __future__ import annotations

from sqlalchemy import event

from bot.orders.store import Store
from tests.orders.samples import full_order


def test_an_order_is_read_once_until_it_is_changed(store: Store) -> None:
    order = full_order()
    with store.transaction() as tx:
        tx.orders.put(order)
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with store.transaction() as tx:
        first = tx.orders.get_once(order.merchant, order.number)
        statements = len(asked)
        assert first == order
        assert tx.orders.get_once(order.merchant, f" {order.number} ") is first
        assert len(asked) == statements
        tx.orders.changed()
        assert tx.orders.get_once(order.merchant, order.number) == first
        assert len(asked) > statements
    with store.transaction() as tx:
        assert tx.orders.get_once(order.merchant, order.number) is not first
