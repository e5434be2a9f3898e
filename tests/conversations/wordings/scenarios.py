"""Reads the scenarios and the wordings of each hand.

scenarios/<merchant>.yml, a list of

- scenario: lea_livre_photo      # neutral: it tells the hands neither topic nor rule
  shows: sentence in the domain's words
  merchant, customer, now, orders, coupons_issued   # as in tests/conversations/*/*.yml
  play: [request, {role: identify, after: [identify]}, {now: ...}, {set_orders: [...]}, confirm]
                                 # `after`: said only when the turn before ended so
  topic: cancel_order            # the button a client presses when the assistant asks which topic it is
  outcomes: [allowed]            # of the deciding turn: the last that decides by a rule, not by a yes
  clauses: [PI-01]
  besides: [LG-01]               # clauses that a neighbouring topic may cite as well
  changes: [...]                 # every row that differs at the end
  floor: 6                       # of 8 hands; FLOOR where it is left out

hands/<name>.yml: {scenario: {role: text}}, every scenario and every role.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).parent
HANDS = HERE / "hands"
EIGHT = 8
FLOOR = 6  # of eight hands, how many at least end as expected
_KEYS = {"scenario", "shows", "merchant", "customer", "now", "orders", "coupons_issued", "play", "topic"}
_KEYS |= {"outcomes", "clauses", "besides", "changes", "floor"}

Wordings = dict[str, dict[str, str]]


def scenarios() -> dict[str, dict[str, Any]]:
    """By name. Raises ValueError for an unknown key or a name used twice."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((HERE / "scenarios").glob("*.yml")):
        for item in _read(path):
            if unknown := set(item) - _KEYS:
                raise ValueError(f"{path.name}: {item.get('scenario')}: unknown keys {sorted(unknown)}")
            if item["scenario"] in found:
                raise ValueError(f"{path.name}: {item['scenario']} exists already")
            found[item["scenario"]] = item
    return found


def hands(folder: Path = HANDS) -> dict[str, Wordings]:
    """By name of hand. Raises ValueError for a scenario or role missing, unknown or empty."""
    wanted = {name: roles(item) for name, item in scenarios().items()}
    found = {}
    for path in sorted(folder.glob("*.yml")):
        texts = _read(path)
        wrong = sorted(set(texts) ^ set(wanted))
        wrong += [name for name in set(texts) & set(wanted) if set(texts[name]) != wanted[name]]
        if wrong:
            raise ValueError(f"{path.name}: scenarios missing, unknown or with other roles: {wrong}")
        if empty := [name for name, said in texts.items() if not all(map(_has_text, said.values()))]:
            raise ValueError(f"{path.name}: empty texts in {empty}")
        found[path.stem] = {
            name: {role: str(text).strip() for role, text in said.items()} for name, said in texts.items()
        }
    return found


def steps(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of ``play``, a bare role written out."""
    return [{"role": step} if isinstance(step, str) else step for step in item["play"]]


def roles(item: dict[str, Any]) -> set[str]:
    return {step["role"] for step in steps(item) if "role" in step}


def floor(item: dict[str, Any], played: int) -> int:
    """How many of ``played`` hands must end as expected: as many may miss as of eight."""
    return max(0, played - (EIGHT - int(item.get("floor", FLOOR))))


def _has_text(text: object) -> bool:
    return bool(str(text or "").strip())


def _read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
