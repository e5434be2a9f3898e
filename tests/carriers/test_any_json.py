"""Whatever a carrier sends, its client gives events or says why not."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.carriers.carrier import Carrier
from bot.carriers.dhl import Dhl
from bot.carriers.failures import CarrierFailure
from bot.carriers.laposte import LaPoste
from bot.orders.model import SCANS
from tests.carriers.payloads import COLISSIMO, EXPRESS, dhl, laposte

CLIENTS: list[tuple[Carrier, str, dict[str, Any]]] = [
    (LaPoste("http://x", "k"), COLISSIMO, laposte(("DI1", "2026-11-17T12:43:54+01:00"))),
    (Dhl("http://x", "k"), EXPRESS, dhl(("transit", "2026-11-17T12:43:00"))),
]
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all values inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(one for key, part in inside for one in places(part, (*path, key)))]


def put(body: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = copy.deepcopy(body)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


@pytest.mark.parametrize(("client", "number", "good"), CLIENTS, ids=["laposte", "dhl"])
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_one_value_of_a_good_answer_replaced_by_anything(
    client: Carrier, number: str, good: dict[str, Any], data: st.DataObject
) -> None:
    body = put(good, data.draw(st.sampled_from(places(good))), data.draw(anything))
    status = data.draw(st.sampled_from((200, 207, 400, 404, 418)))
    try:
        events = client.read(status, body, number)
    except CarrierFailure:
        return
    assert all(one.at.tzinfo and (one.status is None or one.status in SCANS) for one in events)
    assert all((one.code + one.label + one.place).isprintable() for one in events)
