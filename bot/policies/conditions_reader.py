"""Reads the ``when`` of every rule of a table: the axes that they cut, and each rule's cells on them."""

from __future__ import annotations

from typing import Any

from bot.policies.axes import Axis, Cell
from bot.policies.checks import Reader
from bot.policies.conditions import shown
from bot.policies.facts.kinds import Fact


def read_axes(table: Reader, facts: dict[str, Fact]) -> dict[str, Axis]:
    """One axis per fact named by any rule, cut at every bound; each defect is reported once, where it is.

    A fact with a defect has no axis, so that nothing is concluded from conditions that could not be read.
    """
    axes = {}
    for name, found in _conditions(table, facts).items():
        good: list[object] = []
        for place, condition in found:
            try:
                facts[name].axis([*good, condition]).parse(condition)
                good.append(condition)
            except ValueError as wrong:
                place.fail(name, str(wrong))
        if len(good) == len(found):
            axes[name] = facts[name].axis(good)
    return axes


def read_conditions(rule: Reader, axes: dict[str, Axis]) -> dict[str, frozenset[Cell]]:
    """The cells that a rule allows, fact by fact; facts without an axis were reported already."""
    when = rule.get("when")
    if not isinstance(when, dict):
        return {}
    return {str(name): axes[name].parse(condition) for name, condition in when.items() if name in axes}


def written_conditions(rule: Reader) -> dict[str, str]:
    """Fact -> condition as its author wrote it, alternatives joined by "ou"."""
    when = rule.get("when")
    items = when.items() if isinstance(when, dict) else ()
    return {
        str(name): " ou ".join(shown(one) for one in (found if isinstance(found, list) else [found]))
        for name, found in items
    }


def _conditions(table: Reader, facts: dict[str, Fact]) -> dict[str, list[tuple[Reader, Any]]]:
    """Fact -> where it is named and with which condition. Reports what is no condition or no fact."""
    found: dict[str, list[tuple[Reader, Any]]] = {}
    rules = table.get("rules")  # anything but a list is reported by who reads the rules
    for index, entry in enumerate(rules if isinstance(rules, list) else ()):
        if not isinstance(entry, dict) or entry.get("when") is None:
            continue
        rule = table.inside("rules", index)
        if not isinstance(entry["when"], dict):
            rule.fail("when", "ensemble de « fait: condition » attendu")
            continue
        place = rule.inside("when")
        for name, condition in entry["when"].items():
            if name in facts:
                found.setdefault(name, []).append((place, condition))
            else:
                place.fail(name, f"fait inconnu ; possibles : {', '.join(sorted(facts))}")
    return found
