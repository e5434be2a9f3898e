"""The sizes in docs/deploy.md follow from the figures in docs/load.md."""

from __future__ import annotations

import pytest

from bench.load import sizing
from tests.processes import ROOT

MEASURED = {
    "server": (40.0, 400),
    "actions": (20.0, 100),
    "PostgreSQL": (6.0, 200),
    "nginx": (0.5, 10),
    "Redis": (0.5, 10),
}


def rows(table: str) -> dict[str, list[str]]:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {row[0]: row[1:] for row in cells}


def test_processes_are_messages_a_second_times_processor_time_at_sixty_percent_of_a_core() -> None:
    found = rows(sizing.table(MEASURED))
    assert found["1,000"] == ["0.25", "2", "2", "1.0 GB", "1", "1", "15"]
    # 250 a second: 250 × 0.040 ÷ 0.6 = 16.7 servers, 8.3 action servers, 2.5 cores of PostgreSQL
    assert found["1,000,000"] == ["250", "17", "9", "7.5 GB", "3", "1", "15,000"]


def test_the_page_holds_what_its_figures_give() -> None:
    load = ROOT / sizing.LOAD
    deploy = (ROOT / sizing.DEPLOY).read_text(encoding="utf-8")
    assert sizing.table(sizing.figures(load.read_text(encoding="utf-8"))) in deploy


def test_a_page_without_its_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="computed by"):
        sizing.within("no marks", "a table")
