"""The pictures of the report."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("Agg")
import matplotlib.pyplot as plt

FOLDER = Path(__file__).resolve().parents[2] / "docs/images"
_BINS = 10


def confusion(names: Sequence[str], right: Sequence[str], guessed: Sequence[str]) -> None:
    """Rows: right topics; columns: guessed ones; shares of each row."""
    place = {name: number for number, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)))
    for topic, guess in zip(right, guessed, strict=True):
        if topic in place and guess in place:
            counts[place[topic], place[guess]] += 1
    figure, axes = plt.subplots(figsize=(12, 12))
    axes.imshow(counts / np.maximum(1, counts.sum(axis=1, keepdims=True)), cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("understood as")
    axes.set_ylabel("right topic")
    for row, column in zip(*np.nonzero(counts), strict=True):
        share = counts[row, column] / counts[row].sum()
        axes.text(
            column,
            row,
            int(counts[row, column]),
            ha="center",
            va="center",
            fontsize=6,
            color="white" if share > 0.5 else "black",
        )
    _save(figure, "nlu-confusion.png")


def reliability(sets: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """`sets`: name -> confidence and rightness of each message's first topic."""
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    for name, (confidence, right) in sets.items():
        where = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
        points = [
            (confidence[where == b].mean(), right[where == b].mean(), (where == b).sum())
            for b in range(_BINS)
            if (where == b).sum() >= 5
        ]
        x, y, size = zip(*points, strict=True)
        axes.plot(x, y, label=name, linewidth=1)
        axes.scatter(x, y, s=[8 + 60 * n / len(right) for n in size])
    axes.set_xlabel("confidence")
    axes.set_ylabel("share of right topics")
    axes.legend()
    _save(figure, "nlu-reliability.png")


def learning(points: Sequence[tuple[int, int, float, float]]) -> None:
    """`points`: hands, messages, share right on the development and on the test set."""
    figure, axes = plt.subplots(figsize=(6, 4))
    hands = [hands for hands, _, _, _ in points]
    axes.plot(hands, [100 * dev for _, _, dev, _ in points], marker="o", label="development")
    axes.plot(hands, [100 * test for _, _, _, test in points], marker="s", label="test")
    axes.set_xlabel("hands (authors) trained on")
    axes.set_ylabel("right topic first, %")
    axes.grid(alpha=0.3)
    axes.legend()
    _save(figure, "nlu-learning.png")


def _save(figure: "plt.Figure", name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    # Without a date or a version the same figures give the same file.
    figure.savefig(FOLDER / name, dpi=90, metadata={"Software": None})
    plt.close(figure)
