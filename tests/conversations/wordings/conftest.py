"""Reports at the end of the run which share of the wordings ended as expected."""

from __future__ import annotations

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    counts = [
        value
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        for name, value in report.user_properties
        if name == "wordings"
    ]
    played = sum(of for _, of in counts)
    if played:
        right = sum(count for count, _ in counts)
        whole = sum(count == of for count, of in counts)
        terminalreporter.write_line(
            f"wordings: {right} of {played} conversations ended as expected ({right / played:.1%}), "
            f"{whole} of {len(counts)} scenarios in every wording"
        )
