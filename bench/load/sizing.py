"""How many processes so many conversations a day need, computed from what docs/load.md measured; written into
docs/deploy.md between two marks (`python -m bench.load.sizing`)."""

from __future__ import annotations

import math
import re
from pathlib import Path

LOAD, DEPLOY = Path("docs/load.md"), Path("docs/deploy.md")
BEGIN, END = "<!-- computed by bench/load/sizing.py -->", "<!-- end of what is computed -->"
DAYS = (1_000, 10_000, 100_000, 300_000, 1_000_000)  # conversations a day
MESSAGES = 6  # of a conversation
BUSIEST, MINUTES = 0.1, 1.5  # part of a day in its busiest hour; its busiest minutes against that hour
SHARE = 0.6  # of a core that a process is to use at most
STREAM_SECONDS = 6 * 60  # that a conversation listens
ROW = re.compile(r"^\| (server|actions|PostgreSQL|nginx|Redis) \| ([\d.]+) ms \| (\d+) MB \|$", re.MULTILINE)
HEAD = (
    "| conversations a day | messages a second, peak | servers | actions | memory of both "
    "| PostgreSQL, cores | nginx and Redis, cores | open streams |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
)


def figures(page: str) -> dict[str, tuple[float, int]]:
    """Milliseconds a turn and megabytes a process by role, of the last set-up in docs/load.md."""
    return {role: (float(time), int(held)) for role, time, held in ROW.findall(page)}


def table(measured: dict[str, tuple[float, int]]) -> str:
    rows = []
    for conversations in DAYS:
        peak = conversations * MESSAGES * BUSIEST / 3600 * MINUTES
        cores = {role: peak * time / 1000 / SHARE for role, (time, _) in measured.items()}
        servers, actions = (max(2, math.ceil(cores[role])) for role in ("server", "actions"))
        memory = (servers * measured["server"][1] + actions * measured["actions"][1]) / 1024
        beside = cores["nginx"] + cores["Redis"]
        streams = conversations * BUSIEST / 3600 * MINUTES * STREAM_SECONDS
        cells = [f"{conversations:,}", f"{peak:.3g}", servers, actions, f"{memory:.1f} GB"]
        cells += [_cores(cores["PostgreSQL"]), _cores(beside), f"{streams:,.0f}"]
        rows.append("| " + " | ".join(str(cell) for cell in cells) + " |\n")
    return HEAD + "".join(rows)


def within(page: str, computed: str) -> str:
    """The page with what is computed between its marks. Raises ValueError where they are missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"no {BEGIN} … {END}")
    return f"{before}{begin}\n\n{computed}\n{end}{after}"


def write() -> None:
    computed = table(figures(LOAD.read_text(encoding="utf-8")))
    DEPLOY.write_text(within(DEPLOY.read_text(encoding="utf-8"), computed), encoding="utf-8")


def _cores(needed: float) -> str:
    return f"{math.ceil(needed)}" if needed > 1 else "1"


if __name__ == "__main__":
    write()
