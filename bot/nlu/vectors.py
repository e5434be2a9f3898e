"""Word vectors of fr_core_news_md, without the pipeline that comes with them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.nlu.normalise import Normalised, fold

FloatArray = np.ndarray
PACKAGE = "fr_core_news_md"
# How quickly frequent words lose weight: a / (a + frequency), after Arora, Liang and Ma (2017).
SMOOTHING = 1e-3
_WORD = re.compile(r"[^\W\d_]+")


class WordTable:
    """Word -> vector, as published in the package. Loading takes about a second and 30 MB."""

    def __init__(self) -> None:
        from spacy.strings import get_string_id
        from spacy.util import get_package_path, load_meta
        from spacy.vectors import Vectors

        package = Path(get_package_path(PACKAGE))
        meta = load_meta(package / "meta.json")
        vectors = Vectors()
        vectors.from_disk(package / f"{meta['lang']}_{meta['name']}-{meta['version']}" / "vocab")
        self._key, self._rows = get_string_id, vectors.key2row
        self.data: FloatArray = vectors.data

    def row(self, word: str) -> int:
        """The row of `data` that holds the vector of `word`; -1 when it has none."""
        return int(self._rows.get(self._key(word), -1))


@lru_cache(maxsize=1)
def word_table() -> WordTable:
    """The table, read once per process."""
    return WordTable()


@dataclass
class MessageVectors:
    """Mean vectors of messages, in which rare words weigh more.

    `weights`: a word without accents -> its weight; `spelling`: the same -> as it is mostly written, so
    that a message without accents meets the same vectors; `centre`: the mean of all messages, taken away
    from each.
    """

    weights: dict[str, float] = field(default_factory=dict)
    spelling: dict[str, str] = field(default_factory=dict)
    centre: FloatArray = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    _known: dict[str, tuple[int, float]] = field(default_factory=dict, repr=False)

    @property
    def width(self) -> int:
        """Length of a vector."""
        return len(self.centre)

    def learn(self, messages: list[Normalised]) -> None:
        """Takes weights, spellings and centre from `messages`."""
        spelt: dict[str, Counter[str]] = {}
        for message in messages:
            for word in _WORD.findall(message.accented):
                spelt.setdefault(fold(word), Counter())[word] += 1
        total = sum(sum(counts.values()) for counts in spelt.values())
        self.spelling = {plain: counts.most_common(1)[0][0] for plain, counts in sorted(spelt.items())}
        self.weights = {
            plain: SMOOTHING / (SMOOTHING + sum(spelt[plain].values()) / total) for plain in self.spelling
        }
        self._known = {}
        self.centre = np.zeros(word_table().data.shape[1], dtype=np.float32)
        self.centre = np.mean([self._mean(message) for message in messages], axis=0, dtype=np.float32)

    def vector(self, message: Normalised) -> FloatArray:
        """The message's vector, of length 1 (or 0 when no word is known)."""
        mean = self._mean(message) - self.centre
        length = float(np.sqrt(mean @ mean))
        return mean / length if length else mean

    def _mean(self, message: Normalised) -> FloatArray:
        found = [self._lookup(word) for word in _WORD.findall(message.accented)]
        known = [(row, weight) for row, weight in found if row >= 0]
        if not known:
            return np.zeros(self.width, dtype=np.float32)
        rows, weights = zip(*known, strict=True)
        heavy = np.array(weights, dtype=np.float32)
        mean: FloatArray = heavy @ word_table().data[list(rows)] / heavy.sum()
        return mean

    def _lookup(self, word: str) -> tuple[int, float]:
        known = self._known.get(word)
        if known is None:
            plain = fold(word)
            known = word_table().row(self.spelling.get(plain, word)), self.weights.get(plain, 1.0)
            if len(self._known) < 50_000:
                self._known[word] = known
        return known
