"""The pictures of the report."""

from __future__ import annotations

import matplotlib

from bench.nlu.sets import ROOT
from bench.speed.figures import Measured

matplotlib.use("Agg")
import matplotlib.pyplot as plt

FOLDER = ROOT / "docs/images"
_COLOURS = {"Relais": "#1a6f5a", "stock": "#b5651d"}


def turns(sides: dict[str, Measured]) -> None:
    """What share of the turns was answered within how many milliseconds."""
    figure, axes = plt.subplots(figsize=(8, 4))
    for name, measured in sides.items():
        values = sorted(second * 1e3 for second in measured.turns)
        shares = [(place + 1) / len(values) for place in range(len(values))]
        axes.step(values, shares, where="post", label=name, color=_COLOURS[name])
    axes.set_xscale("log")
    axes.set_xlabel("milliseconds from the message to its answer, over HTTP")
    axes.set_ylabel("share of turns")
    axes.legend()
    _save(figure, "performance-turns.png")


def long(sides: dict[str, Measured]) -> None:
    """Turn by turn through a conversation."""
    figure, axes = plt.subplots(figsize=(8, 4))
    for name, measured in sides.items():
        for number, seconds in enumerate(measured.long):
            values = [second * 1e3 for second in seconds]
            label = name if not number else None
            axes.plot(range(1, len(values) + 1), values, lw=0.8, label=label, color=_COLOURS[name])
    axes.set_yscale("log")
    axes.set_xlabel("turn of the conversation")
    axes.set_ylabel("milliseconds")
    axes.legend()
    _save(figure, "performance-long.png")


def _save(figure: plt.Figure, name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(FOLDER / name, dpi=80, metadata={"Software": ""})
    plt.close(figure)
