"""docs/performance.md: what is between its two marks is written by the bench, the rest by people."""

from __future__ import annotations

import os
import platform
import re
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

from bench.nlu.sets import ROOT
from bench.nlu.tables import table
from bench.speed.figures import Measured, Row
from bench.speed.running import Plan
from bench.stock.training import EPOCHS

PAGE = ROOT / "docs/performance.md"
_START, _END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"
LIBRARIES = ("rasa", "tensorflow", "scikit-learn", "numpy", "sqlalchemy")


def write(rows: list[Row], relais: Measured, stock: Measured, plan: Plan, epochs: int, load: float) -> str:
    """Puts the figures into the page and gives them back."""
    head = ["", "Relais", "stock", "ratio", "to reach", ""]
    body = [
        [row.label, row.relais, row.stock, f"{row.ratio:.2f}", row.wanted, "yes" if row.reached else "**no**"]
        for row in rows
    ]
    lost = {"Relais": relais.lost, "stock": stock.lost}
    words = [
        f"Measured on {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC by `make bench`: {machine()}; "
        f"load average {load:.1f} as it began. " + (LOADED if load > 1.0 else ""),
        "Versions: " + ", ".join(f"{name} {version(name)}" for name in LIBRARIES) + ".",
        f"Starts: {plan.starts}. Turns of fresh conversations: {len(relais.turns)} and {len(stock.turns)}. "
        f"Conversations of {plan.turns} turns: {plan.long} each. Crowds of 50: {plan.crowds} each, with "
        f"{len(relais.crowd)} and {len(stock.crowd)} turns.",
        "Turns without their one right answer: "
        + ", ".join(f"{name} {len(which)}" for name, which in lost.items())
        + ".",
    ]
    if epochs < EPOCHS:
        words.append(
            f"The stock DIET classifier was trained for {epochs} of its {EPOCHS} epochs: what its training "
            "took bounds it from below. A turn it does not understand ends without the look-up: cheaper than "
            "one it does."
        )
    pictures = [
        "![Turns of fresh conversations](images/performance-turns.png)",
        "![A long conversation](images/performance-long.png)",
    ]
    figures = "\n\n".join([table(head, body), *(word.strip() for word in words), *pictures])
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(_START)[0], text.split(_END)[1]
    PAGE.write_text(f"{before}{_START}\n\n{figures}\n\n{_END}{after}", encoding="utf-8")
    return figures


LOADED = "Other work ran beside it: the ratios say more than the figures."


def machine() -> str:
    """The processor, how many of them, memory, system, Python."""
    try:
        names = re.findall(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        names = []
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = names[0] if names else platform.machine()
    return (
        f"{os.cpu_count()} × {name}, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"
    )
