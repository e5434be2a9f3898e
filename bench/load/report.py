"""What was found, as a page and a picture."""

from __future__ import annotations

import logging
import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.load.search import IN_TIME, Found
from bench.load.step import Step

PAGE, PICTURE = Path("docs/load.md"), Path("docs/images/load.svg")
INTRODUCTION = """# Under load

`make bench-load` wrote this page on {date}, in {seconds:.0f} s. Messages come at a fixed rate whether or
not those before were answered; "sustainable" is the highest rate at which nothing is refused, nothing fails
and 95 in 100 answers come by the event stream within {in_time} s. Then twice that rate is offered;
"refused" counts those who got a 503 with a French sentence and a `Retry-After`, "failed" any other refusal.
Servers, PostgreSQL, Redis, nginx and the customers share one machine: {machine}; other work ran on it
meanwhile. Figures of another machine differ; what must not differ is that every accepted message is
answered once, also at twice the sustainable load. The processor time of a turn, at the foot of each part,
hardly depends on what else the machine does; [deploy.md](deploy.md) computes its sizes from it.

![Answered turns per second and refused messages by offered load](images/load.svg)
"""
HEAD = """
## {name}: {sustainable:.0f} turns per second

| offered/s | accepted | answered | with apology | refused | failed | lost | doubled | p50 s | p95 s |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""
COSTS = """
| at {rate:.0f} a second | processor time of a turn | memory of one |
| --- | ---: | ---: |
"""


def write(found: Sequence[Found], busy: float, seconds: float) -> None:
    """`busy`: the machine's load average before; `seconds` that it took."""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    machine = f"{os.cpu_count()} cores, {system}, load average {busy:.1f} before the run began"
    page = INTRODUCTION.format(in_time=IN_TIME, machine=machine, date=date.today(), seconds=seconds)
    for one in found:
        page += HEAD.format(name=one.name, sustainable=one.sustainable)
        page += "".join(_row(step, "") for step in one.steps) + _row(one.twice, " (twice)")
        page += COSTS.format(rate=one.best.rate)
        page += "".join(
            f"| {cost.role} | {cost.milliseconds:.1f} ms | {cost.megabytes:.0f} MB |\n"
            for cost in one.best.costs
        )
    PAGE.write_text(page, encoding="utf-8")
    _picture(found)


def _row(step: Step, mark: str) -> str:
    cells = [f"{step.rate:.0f}{mark}", step.taken, step.answered, step.apologies, step.shed, step.failed]
    cells += [step.lost, step.doubled, f"{step.wait(0.5):.2f}", f"{step.wait(0.95):.2f}"]
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def _picture(found: Sequence[Found]) -> None:
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "relais"
    # It tells what pyparsing 3.3 thinks of how matplotlib 3.5 reads its own style files.
    logging.getLogger("matplotlib.style.core").setLevel(logging.ERROR)
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4))
    for one in found:
        steps = sorted([*one.steps, one.twice], key=lambda step: step.rate)
        rates = [step.rate for step in steps]
        axes.plot(rates, [step.turns for step in steps], marker="o", label=f"{one.name}: answered")
        axes.plot(
            rates, [step.shed / step.seconds for step in steps], "--", label=f"{one.name}: refused (503)"
        )
    axes.set_xlabel("messages offered per second")
    axes.set_ylabel("per second")
    axes.legend()
    axes.grid(alpha=0.3)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PICTURE, bbox_inches="tight", metadata={"Date": None})
