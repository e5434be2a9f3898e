"""Words and pieces of words of a message as a sparse, weighted vector."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

FloatArray = np.ndarray


@dataclass
class Block:
    """One family of features: its vocabulary (feature -> column) and how rare each feature is (idf)."""

    smallest: int
    largest: int
    of_words: bool
    min_count: int = 1
    columns: dict[str, int] = field(default_factory=dict)
    idf: FloatArray = field(default_factory=lambda: np.zeros(0, dtype=np.float32))

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

    def learn(self, messages: Iterable[list[str]]) -> None:
        """Takes vocabulary and idf from `messages`, leaving out what fewer than `min_count` of them hold."""
        seen: Counter[str] = Counter()
        total = 0
        for tokens in messages:
            total += 1
            seen.update(set(self.features(tokens)))
        kept = sorted(feature for feature, count in seen.items() if count >= self.min_count)
        self.columns = {feature: column for column, feature in enumerate(kept)}
        self.idf = np.array([math.log((1 + total) / (1 + seen[f])) + 1 for f in kept], dtype=np.float32)

    def vector(self, tokens: list[str]) -> tuple[np.ndarray, FloatArray]:
        """Columns and weights of one message: 1 + log of the count, times idf, scaled to length 1."""
        counts: dict[int, int] = {}
        columns = self.columns
        for feature in self.features(tokens):
            column = columns.get(feature)
            if column is not None:
                counts[column] = counts.get(column, 0) + 1
        where = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        weights = (1 + np.log(often)) * self.idf[where]
        length = float(np.sqrt(weights @ weights))
        return where, weights / length if length else weights
