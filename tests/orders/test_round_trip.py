"""An order comes back as it was put, from the store and from its JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.orders.importing import import_file, parse_orders, to_json
from bot.orders.keys import number_key
from bot.orders.model import Order
from bot.orders.schema_check import SCHEMA
from bot.orders.store import Store
from tests.orders.samples import full_order, orders

SHARED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


def test_an_order_with_everything_comes_back_equal(store: Store) -> None:
    order = full_order()
    with store.transaction() as tx:
        tx.orders.put(order)
    with store.transaction() as tx:
        assert tx.orders.get("pictoonline", "204001") == order


@settings(SHARED, max_examples=20)
@given(first=orders(), second=orders())
def test_any_order_comes_back_equal_also_over_another(store: Store, first: Order, second: Order) -> None:
    second = replace(second, merchant=first.merchant, number=first.number)
    for order in (first, second):
        with store.transaction() as tx:
            tx.orders.put(order)
            assert tx.orders.get(order.merchant, order.number) == order


@settings(SHARED, max_examples=10)
@given(many=st.lists(orders(), max_size=5, unique_by=lambda one: (one.merchant, number_key(one.number))))
def test_orders_put_at_once_come_back_equal(store: Store, many: list[Order]) -> None:
    with store.transaction() as tx:
        tx.orders.put_all(many)
        assert [tx.orders.get(one.merchant, one.number) for one in many] == many


@settings(SHARED, max_examples=80)
@given(order=orders())
def test_its_json_fits_the_schema_and_reads_back_equal(order: Order) -> None:
    data = json.loads(json.dumps({"orders": [to_json(order)]}))
    jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert parse_orders(data) == ([order], [], [])


def test_money_and_instants_are_exact_text_in_json() -> None:
    data = to_json(full_order())
    assert [line["unit_price"] for line in data["lines"]] == ["39.90", "7.25", "0.10"]
    assert data["placed_at"] == "2026-11-18T09:00:00+00:00"
    assert data["parcels"][0]["events"][1] == {"at": None, "status": "return"}


def test_money_is_exact_from_numbers_too(memory_store: Store, tmp_path: Path) -> None:
    data = to_json(full_order())
    text = json.dumps([data]).replace('"39.90"', "39.9").replace('"0.10"', "0.1")
    path = tmp_path / "orders.json"
    path.write_text(text, encoding="utf-8")
    assert import_file(memory_store, path).errors == []
    with memory_store.transaction() as tx:
        order = tx.orders.get("pictoonline", "204001")
    assert order is not None
    assert [line.unit_price for line in order.lines] == [Decimal("39.90"), Decimal("7.25"), Decimal("0.10")]


def test_the_packaged_schema_is_the_one_agreed_on() -> None:
    agreed = Path(__file__).parents[3] / "shared" / "orders.schema.json"
    if not agreed.exists():
        pytest.skip("the shared files are not beside this checkout")
    assert SCHEMA.read_bytes() == agreed.read_bytes()
