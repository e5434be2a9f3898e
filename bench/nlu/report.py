"""docs/nlu.md: what is between its two marks is written by the bench, the rest by people."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.nlu import tables
from bench.nlu.measures import Measured
from bench.nlu.sets import ROOT
from bench.nlu.tables import percent, table

PAGE = ROOT / "docs/nlu.md"
_START, _END = "<!-- figures: written by make bench-nlu -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Figures:
    """All that was measured. `columns`: name -> measured on the development and on the test set."""

    summary: str
    columns: dict[str, tuple[Measured, Measured]]
    requests: dict[str, dict[str, float]]
    noises: dict[str, tuple[Measured, Measured]]
    entities: dict[str, tuple[float, float, float, int]]
    curve: Sequence[tuple[int, int, float, float]]
    training: dict[str, tuple[float, float]] = field(default_factory=dict)
    growth: str = ""

    @property
    def ours(self) -> tuple[Measured, Measured]:
        """The delivered assistant on the development and on the test set."""
        return next(iter(self.columns.values()))


def headline(figures: Figures) -> str:
    """The table of issue 4: its bars beside ours and the stock pipeline."""
    head, wanted = [""], ["at least"]
    parts = []
    for name, (dev, test) in figures.columns.items():
        head += [f"{name}, dev", f"{name}, test"]
        parts += [dev, test]
    rows = [["right topic first (in scope)", "", *(percent(p.shares["first"]) for p in parts)]]
    for label, bar, key in (
        ("right at once (in scope)", "90 %", "right at once"),
        ("right at once, or among the buttons", "97 %", "right or offered"),
        ("answered with a wrong topic", "at most 3 %", "wrong"),
        ("asked back with buttons", "", "asked"),
        ("out of scope answered with a policy", "at most 4 %", "policy out of scope"),
        ("out of scope: said so or not understood", "", "out of scope said"),
    ):
        rows.append([label, bar, *(percent(p.shares[key]) for p in parts)])
    rows.append(
        ["expected calibration error", "at most 0.04", *(f"{p.calibration_error:.3f}" for p in parts)]
    )
    rows.append(["milliseconds a message, median", "at most 4", *(f"{p.milliseconds[0]:.1f}" for p in parts)])
    rows.append(["milliseconds a message, 95th percentile", "", *(f"{p.milliseconds[1]:.1f}" for p in parts)])
    rows.append(["milliseconds of the processor, median", "", *(f"{p.milliseconds[2]:.1f}" for p in parts)])
    for label, bar, place in (
        ("seconds of training, from nothing", "at most 240", 0),
        ("the same in processor seconds", "", 1),
    ):
        seconds = [f"{figures.training[name][place]:.0f}" for name in figures.columns]
        rows.append([label, bar, *(s for s in seconds for _ in range(2))])
    return table([head[0], *wanted, *head[1:]], rows)


def extra(figures: Figures) -> str:
    """Two requests, noise, entities."""
    dev, test = figures.requests["dev"], figures.requests["test"]
    parts = [
        table(
            ["two requests in a message", "wanted", "dev", "test"],
            [
                ("both found, in order", "85 %", percent(dev["both"]), percent(test["both"])),
                ("split in two", "", percent(dev["split"]), percent(test["split"])),
                (
                    "one request, wrongly split",
                    "at most 2 %",
                    percent(dev["wrongly split"]),
                    percent(test["wrongly split"]),
                ),
            ],
        )
    ]
    rows = []
    clean = figures.ours
    for name, noisy in figures.noises.items():
        cells: list[object] = [name]
        for before, after in zip(clean, noisy, strict=True):
            for key in ("first", "right at once", "wrong"):
                now = after.shares[key]
                cells.append(f"{percent(now)} ({100 * (now - before.shares[key]):+.1f})")
        rows.append(cells)
    keys = ("right topic first", "right at once", "wrong topic")
    parts.append(table(["noise", *(f"{k}, {s}" for s in ("dev", "test") for k in keys)], rows))
    if figures.entities:
        shown = [
            (kind, n, percent(p), percent(r), percent(f)) for kind, (p, r, f, n) in figures.entities.items()
        ]
        parts.append(table(["entity, exact", "marked", "precision", "recall", "F1 (97 % wanted)"], shown))
    return "\n\n".join(parts)


def _markers(measured: Measured) -> int:
    return len({held.hand for held in measured.messages if held.styles})


def write(figures: Figures) -> None:
    """Puts the figures between the marks of the page. Raises ValueError when it has none."""
    page = PAGE.read_text(encoding="utf-8")
    if _START not in page or _END not in page:
        raise ValueError(f"{PAGE.name} has no place for figures")
    before, rest = page.split(_START, 1)
    after = rest.split(_END, 1)[1]
    dev, test = figures.ours
    points = [(hands, n, percent(d), percent(t)) for hands, n, d, t in figures.curve]
    body = "\n\n".join(
        [
            figures.summary,
            headline(figures),
            extra(figures),
            "### The test set as it was, and with the hands that came later\n\n" + figures.growth,
            "### Is more data still paying?\n\nThe same separators on the first hands only.",
            table(["hands", "messages", "right topic first, dev", "test"], points),
            "![learning curve](images/nlu-learning.png)",
            "### Is its confidence true?\n\n![reliability](images/nlu-reliability.png)",
            "### By topic, test set\n\n" + tables.topics(test),
            "![confusion matrix of the test set](images/nlu-confusion.png)",
            "### By hand\n\n" + tables.by_hand(dev) + "\n\n" + tables.by_hand(test),
            "### By style, development set, then test set\n\n"
            + tables.by_style(dev)
            + "\n\n"
            + tables.by_style(test),
            f"The styles that {_markers(test)} hands of the test set have marked themselves:\n\n"
            + tables.by_marked_style(test),
            "### The worst errors of the development set\n\n" + tables.errors(dev),
        ]
    )
    PAGE.write_text(f"{before}{_START}\n\n{body}\n\n{_END}{after}", encoding="utf-8")
