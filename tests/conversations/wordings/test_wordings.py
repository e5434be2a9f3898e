"""Every scenario in the words of every hand: most must end in the same, expected state."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.rehearsal.stage import Stage
from tests.conversations.wordings.playing import Ending, play
from tests.conversations.wordings.scenarios import HERE, floor, hands, roles, scenarios

ALL = scenarios()
HANDS = hands()


def test_the_briefs_name_every_scenario_and_its_roles() -> None:
    briefs = (HERE / "briefs.md").read_text(encoding="utf-8")
    parts = re.split(r"^### (\w+)$", briefs, flags=re.MULTILINE)
    named = {
        name: set(re.findall(r"^- `(\w+)`", text.split("\n## ")[0], flags=re.MULTILINE))
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    assert named == {name: roles(item) for name, item in ALL.items()}


@pytest.mark.parametrize("item", ALL.values(), ids=list(ALL))
def test_scenario_ends_alike(
    stage: Stage, item: dict[str, Any], record_property: Callable[[str, object], None]
) -> None:
    name = item["scenario"]
    endings: dict[str, Ending] = {hand: play(stage, item, said[name]) for hand, said in HANDS.items()}
    right = sum(ending.right for ending in endings.values())
    record_property("wordings", (right, len(endings)))
    wrong = [
        "\n".join([hand, *ending.talk, *ending.wrong]) for hand, ending in endings.items() if not ending.right
    ]
    assert right >= floor(item, len(endings)), "\n\n".join(wrong)
