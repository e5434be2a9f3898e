"""When a photo is of use: a ticket or an incident was just opened, or one is offered for a bad article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

TOPICS = ("damaged_item", "wrong_item")
OPENED = ("open_ticket", "open_incident")


def wanted(decisions: Iterable[Mapping[str, Any]]) -> bool:
    """`decisions` in the words of the contract."""
    return any(_wanted(decision) for decision in decisions)


def _wanted(decision: Mapping[str, Any]) -> bool:
    outcome, effect = decision.get("outcome"), (decision.get("offer") or {}).get("effect")
    if outcome == "handoff" or (outcome == "applied" and effect in OPENED):
        return True
    return bool(effect) and decision.get("topic") in TOPICS
