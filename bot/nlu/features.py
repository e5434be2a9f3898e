"""Words and pieces of words of a message as a sparse, weighted vector."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

FloatArray = np.ndarray
KEPT_WORDS = 50_000  # whose pieces are looked up once


@dataclass
class Block:
    """One family of features: its vocabulary (feature -> column) and how rare each feature is (idf)
    in the `messages` it was learned from.
    """

    smallest: int
    largest: int
    of_words: bool
    min_count: int = 1
    columns: dict[str, int] = field(default_factory=dict)
    idf: FloatArray = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    messages: int = 0
    _of_token: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    def features(self, tokens: list[str]) -> Iterator[str]:
        """Word n-grams, or character n-grams inside each word and its two edges."""
        if self.of_words:
            for size in range(self.smallest, self.largest + 1):
                for start in range(len(tokens) - size + 1):
                    yield " ".join(tokens[start : start + size])
            return
        for token in tokens:
            padded = f" {token} "
            for size in range(self.smallest, self.largest + 1):
                if size >= len(padded):
                    yield padded
                    break
                for start in range(len(padded) - size + 1):
                    yield padded[start : start + size]

    def _columns(self, tokens: list[str]) -> Iterator[int]:
        """The columns of `features`, where there are any; those of a word's pieces are kept with the word."""
        if self.of_words:
            for feature in self.features(tokens):
                column = self.columns.get(feature)
                if column is not None:
                    yield column
            return
        for token in tokens:
            known = self._of_token.get(token)
            if known is None:
                pieces = self.features([token])
                known = tuple(self.columns[piece] for piece in pieces if piece in self.columns)
                if len(self._of_token) < KEPT_WORDS:
                    self._of_token[token] = known
            yield from known

    def learn(self, messages: Iterable[list[str]]) -> None:
        """Takes vocabulary and idf from `messages`, leaving out what fewer than `min_count` of them hold."""
        seen: Counter[str] = Counter()
        total = 0
        for tokens in messages:
            total += 1
            seen.update(set(self.features(tokens)))
        kept = sorted(feature for feature, count in seen.items() if count >= self.min_count)
        self._of_token, self.messages = {}, total
        self.columns = {feature: column for column, feature in enumerate(kept)}
        self.idf = np.array([math.log((1 + total) / (1 + seen[f])) + 1 for f in kept], dtype=np.float32)

    def held(self, feature: str) -> float:
        """In how many of the messages `feature` was."""
        column = self.columns.get(feature)
        return 0.0 if column is None else (1 + self.messages) / math.exp(self.idf[column] - 1) - 1

    def vector(self, tokens: list[str]) -> tuple[np.ndarray, FloatArray]:
        """Columns and weights of one message: 1 + log of the count, times idf, scaled to length 1."""
        counts: dict[int, int] = {}
        for column in self._columns(tokens):
            counts[column] = counts.get(column, 0) + 1
        where = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        weights = (1 + np.log(often)) * self.idf[where]
        length = float(np.sqrt(weights @ weights))
        return where, weights / length if length else weights
