"""Messages that stand in two splits (training, development, test): equal, or almost."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.nlu.corpus.clean import same_key
from bot.nlu.corpus.files import Example, read_tsv

# Two longer messages as alike as this say the same thing in the same words; two short ones differ in a
# word and mean another thing, so that those leak only when they are equal.
NEAR, SHORTEST = 88, 25
HELD_OUT = ("dev", "test")


@dataclass(frozen=True)
class Leak:
    """`kept`: the place of the held-out message; `other`: the index of the example that repeats it."""

    kept: str
    other: int


def read_split(folder: Path) -> dict[str, list[Example]]:
    """The files of a held-out split, hand by hand. A two-request message has `topic1+topic2`."""
    return {path.stem: read_tsv(path) for path in sorted(folder.glob("*.tsv"))}


def held_out(folder: Path) -> dict[str, list[Example]]:
    """Every held-out file under `folder` as `split/hand` -> its messages."""
    return {
        f"{split}/{hand}": examples
        for split in HELD_OUT
        for hand, examples in read_split(folder / split).items()
    }


def leaks(examples: list[Example], sets: dict[str, list[Example]]) -> list[Leak]:
    """Where one of `examples` repeats a message of `sets`. Names places only: nobody reads test messages."""
    places = [
        (f"{name}:{line}", same_key(e.text)) for name, held in sets.items() for line, e in enumerate(held, 1)
    ]
    keys = [same_key(example.text) for example in examples]
    where: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        where.setdefault(key, []).append(index)
    found = {(place, index) for place, key in places for index in where.get(key, ())}
    found |= set(_near(places, keys))
    return [Leak(place, index) for place, index in sorted(found)]


def _near(places: list[tuple[str, str]], keys: list[str]) -> Iterable[tuple[str, int]]:
    held = [(place, key) for place, key in places if len(key) >= SHORTEST]
    rows = [index for index, key in enumerate(keys) if len(key) >= SHORTEST]
    if not held or not rows:
        return
    scores = process.cdist(
        [key for _, key in held],
        [keys[index] for index in rows],
        scorer=fuzz.ratio,
        score_cutoff=NEAR,
        workers=-1,
        dtype=np.uint8,
    )
    for left, right in zip(*scores.nonzero(), strict=True):
        yield held[left][0], rows[right]


def between(sets: dict[str, list[Example]]) -> list[str]:
    """Leaks from a development hand into a test hand, as pairs of places."""
    test = {name: held for name, held in sets.items() if name.startswith("test/")}
    found = []
    for name, held in sets.items():
        if name.startswith("dev/"):
            found += [f"{leak.kept} / {name}:{leak.other + 1}" for leak in leaks(held, test)]
    return found
