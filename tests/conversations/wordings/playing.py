"""Plays one scenario in one hand's words and tells whether it ended as expected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.dialogue.buttons import NO_BUTTON, YES_BUTTON
from bot.policies.topic_words import BUTTON
from bot.rehearsal.script import instant
from bot.rehearsal.script import orders_of as parsed
from bot.rehearsal.stage import Played, Stage
from tests.conversations.reading import orders_of, plain
from tests.conversations.wordings.scenarios import steps

_AFTER_A_YES = {"applied", "declined"}
_PRESSED = {"confirm": YES_BUTTON, "refuse": NO_BUTTON}  # what a client presses when asked once more


@dataclass
class Ending:
    """``wrong``: what differs from the scenario's end, empty when nothing does. ``asked``: the assistant
    had to ask which topic it was, or once more for a yes or a no. ``talk``: who said what, for a reader."""

    wrong: list[str] = field(default_factory=list)
    asked: bool = False
    talk: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        return not self.wrong


def play(stage: Stage, item: dict[str, Any], said: dict[str, str]) -> Ending:
    """The whole scenario, from a fresh store. Raises what the stage raises."""
    orders, coupons = parsed(orders_of(item, item.get("orders", [])), plain(item.get("coupons_issued", [])))
    stage.open(item["merchant"], item.get("customer"), orders, coupons, instant(plain(item["now"])))
    ending = Ending()
    turns: list[Played] = []
    deciding: list[Played] = []
    for step in steps(item):
        if "now" in step:
            stage.set_now(instant(plain(step["now"])))
        elif "set_orders" in step:
            stage.set_orders(parsed(orders_of(item, step["set_orders"]), [])[0])
        elif "after" not in step or (turns and outcomes(turns[-1]) & set(step["after"])):
            button = _PRESSED.get(step["role"], BUTTON[item["topic"]])
            turns = _say(stage, said[step["role"]], button, ending)
            deciding += turns if step["role"] != "refuse" else []
    ending.wrong = _differences(item, deciding, stage.changes.found())
    return ending


def outcomes(played: Played) -> set[str]:
    return {decision["outcome"] for decision in played.decisions}


def _say(stage: Stage, text: str, button: str, ending: Ending) -> list[Played]:
    """The message, and the press of ``button`` where the assistant asks back and offers it."""
    turns = [stage.say(text)]
    offered = {found["title"] for reply in turns[0].replies for found in reply["buttons"]}
    if "clarify" in outcomes(turns[0]) and button in offered:
        ending.asked = True
        turns.append(stage.say(button))
    for turn in turns:
        ending.talk.append(f"— {turn.say}   [{turn.topic} {turn.confidence:.2f}]")
        ending.talk += [f"    {' '.join(reply['text'].split())}" for reply in turn.replies]
    return turns


def _differences(item: dict[str, Any], turns: list[Played], changes: list[dict[str, Any]]) -> list[str]:
    deciding = [
        [decision for decision in turn.decisions if decision["clauses"]]
        for turn in turns
        if any(decision["clauses"] for decision in turn.decisions) and not outcomes(turn) & _AFTER_A_YES
    ]
    last = deciding[-1] if deciding else []
    besides = set(item.get("besides", []))
    found = {
        "outcomes": sorted(decision["outcome"] for decision in last),
        "clauses": sorted({clause for decision in last for clause in decision["clauses"]} - besides),
        "changes": _rows([{"entity": c["entity"], **(c["after"] or {})} for c in changes]),
    }
    wanted = {
        "outcomes": sorted(item["outcomes"]),
        "clauses": sorted(item["clauses"]),
        "changes": _rows(plain(item["changes"])),
    }
    return [f"{key}: {found[key]} instead of {wanted[key]}" for key in wanted if found[key] != wanted[key]]


def _rows(rows: list[dict[str, Any]]) -> list[str]:
    """Without ids, which depend on the order of play."""
    texts = (", ".join(f"{key}={value}" for key, value in sorted(row.items()) if key != "id") for row in rows)
    return sorted(Counter(texts).elements())
