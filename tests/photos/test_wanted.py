"""When a photo is taken, and what it goes with."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bot.effects.carry_out import carry_out
from bot.orders.store import Store
from bot.photos.wanted import wanted
from tests.effects.acts import NOW, WHO, plan, put_order, the_order


def decision(outcome: str, topic: str = "damaged_item", effect: str | None = None) -> dict[str, Any]:
    return {"topic": topic, "outcome": outcome, "offer": effect and {"effect": effect}}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (decision("allowed", effect="open_incident"), True),
        (decision("undocumented", "wrong_item", "open_ticket"), True),
        (decision("applied", "late_delivery", "open_ticket"), True),
        (decision("handoff", "talk_to_human"), True),
        (decision("refused"), False),
        (decision("identify"), False),
        (decision("allowed", "cancel_order", "cancel_with_credit"), False),
        (decision("applied", "cancel_order", "cancel_with_credit"), False),
        (decision("declined"), False),
    ],
)
def test_a_photo_is_wanted_where_a_case_is_opened_or_offered(made: dict[str, Any], expected: bool) -> None:
    assert wanted([decision("smalltalk"), made]) is expected


def send(store: Store, name: str, conversation: str = "c1") -> str | None:
    with store.transaction() as tx:
        return tx.photos.add(conversation, name, "pictoonline", (6, 4), b"jpeg", NOW).reference


@pytest.mark.parametrize("effect", ["open_ticket", "open_incident"])
def test_photos_sent_before_and_after_go_with_the_case(store: Store, effect: str) -> None:
    put_order(store)
    assert send(store, "before") is None
    assert send(store, "elsewhere", "c2") is None
    with store.transaction() as tx:
        act = dataclasses.replace(plan(effect), line="L1", reason="abîmé")
        carry_out(tx, [act], the_order(tx), WHO, NOW, "key")
        reference = tx.records.audit("204001")[0]["after"][0]["id"]
    assert send(store, "after") == reference
    with store.transaction() as tx:
        assert [photo.client_id for photo in tx.photos.of_reference(reference)] == ["before", "after"]
        assert tx.photos.get("c2", "elsewhere").reference is None  # type: ignore[union-attr]
        assert tx.photos.jpeg(tx.photos.of_reference(reference)[0].id) == b"jpeg"
