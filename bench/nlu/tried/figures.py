"""What was measured of one variant, kept until the data or the delivered code changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from bench.nlu.assistants import STORE
from bench.nlu.delivered import digest
from bench.nlu.sets import FOLDER, ROOT

FloatArray = np.ndarray
_FOLDER = STORE / "tried"


@dataclass(frozen=True)
class Figures:
    """`dev`, `typos`, `by_author`: a row of probabilities per message, a column per topic.

    `dev` and `typos` are the development messages clean and with a typo per six words, `by_author` (empty
    where it was not done) training messages read by a model of other authors. `seconds`: of the processor, to
    learn; `milliseconds`: of the processor, the median of a message.
    """

    dev: FloatArray
    typos: FloatArray
    by_author: FloatArray
    seconds: float
    milliseconds: float

    def write(self, name: str) -> None:
        """Keeps them under the hash of what they were measured on."""
        _FOLDER.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(_path(name), **vars(self))


def kept(name: str) -> Figures | None:
    """The figures of `name` on today's data and code; None when they were not measured."""
    if not _path(name).exists():
        return None
    found = np.load(_path(name))
    seconds, milliseconds = float(found["seconds"]), float(found["milliseconds"])
    return Figures(found["dev"], found["typos"], found["by_author"], seconds, milliseconds)


def vote(parts: Sequence[Figures]) -> Figures:
    """The mean of their probabilities; what they cost adds up."""
    authors = [part.by_author for part in parts]
    return Figures(
        np.mean([part.dev for part in parts], axis=0),
        np.mean([part.typos for part in parts], axis=0),
        np.mean(authors, axis=0) if all(len(some) for some in authors) else authors[0][:0],
        sum(part.seconds for part in parts),
        sum(part.milliseconds for part in parts),
    )


def right(probabilities: FloatArray, topics: Sequence[str], names: Sequence[str], among: int = 1) -> float:
    """Share of messages whose topic is one of the `among` likeliest."""
    best = np.argsort(-probabilities, axis=1, kind="stable")[:, :among]
    return float(np.mean([topic in {names[i] for i in row} for topic, row in zip(topics, best, strict=True)]))


def rows(rankings: Iterable[dict[str, float]], names: Sequence[str]) -> FloatArray:
    """Rankings as rows of `names`; what a ranking leaves out is 0."""
    return np.array([[ranking.get(name, 0.0) for name in names] for ranking in rankings], dtype=np.float32)


def _path(name: str) -> Path:
    return _FOLDER / f"{name}-{_key()}.npz"


@lru_cache(maxsize=1)
def _key() -> str:
    return digest(ROOT / "data/nlu", ROOT / "bot/nlu", FOLDER / "dev", FOLDER / "sample.tsv")
