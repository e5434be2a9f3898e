"""Whole conversations through the trained model and the real store: what is said, decided and left behind."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from bot.policies.topic_words import BUTTON
from bot.rehearsal.script import instant
from bot.rehearsal.script import orders_of as parsed
from bot.rehearsal.stage import Played, Stage
from tests.conversations.reading import conversations, orders_of, plain

ALL = list(conversations())


@pytest.mark.parametrize("item", [item for _, item in ALL], ids=[name for name, _ in ALL])
def test_conversation(stage: Stage, item: dict[str, Any]) -> None:
    orders, coupons = parsed(orders_of(item, item.get("orders", [])), plain(item.get("coupons_issued", [])))
    stage.open(item["merchant"], item.get("customer"), orders, coupons, instant(plain(item["now"])))
    for turn in item["turns"]:
        if "say" in turn:
            check(said(stage, turn), turn)
        elif "now" in turn:
            stage.set_now(instant(plain(turn["now"])))
        else:
            stage.set_orders(parsed(orders_of(item, turn["set_orders"]), [])[0])
    found = [{"entity": c["entity"], **(c["after"] or {})} for c in stage.changes.found()]
    assert counted(found) == counted(plain(item.get("changes", [])))


def said(stage: Stage, turn: dict[str, Any]) -> Played:
    """The turn; where the assistant may ask which topic it is, and does, what follows the right button."""
    played = stage.say(turn["say"])
    topic = BUTTON[turn["may_ask"]] if "may_ask" in turn else None
    asked = any(decision["outcome"] == "clarify" for decision in played.decisions)
    offered = [button["title"] for reply in played.replies for button in reply["buttons"]]
    return stage.say(topic) if asked and topic in offered else played


def check(played: Played, turn: dict[str, Any]) -> None:
    """Every expectation written for the turn."""
    text = " ".join(" ".join(reply["text"] for reply in played.replies).split())
    about = f"« {played.say} » ({played.topic} {played.confidence:.2f}) → {text}"
    outcomes = [decision["outcome"] for decision in played.decisions]
    if "outcomes" in turn:
        assert outcomes == turn["outcomes"], about
    if "clauses" in turn:
        cited = {clause for decision in played.decisions for clause in decision["clauses"]}
        assert cited == set(turn["clauses"]), about
    if "offer" in turn:
        effects = {d["offer"]["effect"] for d in played.decisions if d["offer"]} - {None}
        wanted = turn["offer"] if isinstance(turn["offer"], list) else [turn["offer"]]
        assert effects == {effect for effect in wanted if effect not in (None, "none")}, about
    for words in turn.get("says", []):
        assert loose(words) in loose(text), about
    for words in turn.get("says_not", []):
        assert loose(words) not in loose(text), about
    titles = [button["title"] for reply in played.replies for button in reply["buttons"]]
    for title in turn.get("buttons", []):
        assert any(loose(found).startswith(loose(title)) for found in titles), f"{about} {titles}"
    assert not re.search(r"\{\{|\bNone\b|^\s*[\[{]", text), about


def loose(text: str) -> str:
    """Any run of spaces, breaking or not, is one space; case aside."""
    return " ".join(str(text).split()).casefold()


def counted(rows: list[dict[str, Any]]) -> Counter[str]:
    """Rows without their ids, which depend on the order of play."""
    return Counter(", ".join(f"{k}={v}" for k, v in sorted(row.items()) if k != "id") for row in rows)
