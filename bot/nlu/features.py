"""Words and pieces of words of a message as a sparse, weighted vector."""
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.normalise import Normalised

FloatArray = np.ndarray


@dataclass
class Block:
    """One family of features: its vocabulary (feature -> column) and how rare each feature is (idf)."""

    smallest: int
    largest: int
    of_words: bool
    min_count: int = 2
    columns: dict[str, int] = field(default_factory=dict)
    idf: FloatArray = field(default_factory=lambda: np.zeros(0, dtype=np.float32))

    def features(self, tokens: list[str]) -> Iterator[str]:
        """Word n-grams, or character n-grams inside each word and its two edges."""
        sizes = range(self.smallest, self.largest + 1)
        if self.of_words:
            for size in sizes:
                for start in range(len(tokens) - size + 1):
                    yield " ".join(tokens[start:start + size])
            return
        for token in tokens:
            padded = f" {token} "
            for size in sizes:
                if size >= len(padded):
                    yield padded
                    break
                for start in range(len(padded) - size + 1):
                    yield padded[start:start + size]

    def learn(self, messages: Iterable[list[str]]) -> None:
        """Takes the vocabulary and idf from `messages`; features of fewer than `min_count` messages are left out."""
        seen: Counter[str] = Counter()
        total = 0
        for tokens in messages:
            total += 1
            seen.update(set(self.features(tokens)))
        kept = sorted(feature for feature, count in seen.items() if count >= self.min_count)
        self.columns = {feature: column for column, feature in enumerate(kept)}
        self.idf = np.array([math.log((1 + total) / (1 + seen[f])) + 1 for f in kept], dtype=np.float32)

    def vector(self, tokens: list[str]) -> tuple[np.ndarray, FloatArray]:
        """Columns and weights (1 + log of the count, times idf, length 1) of one message."""
        counts: dict[int, int] = {}
        columns = self.columns
        for feature in self.features(tokens):
            column = columns.get(feature)
            if column is not None:
                counts[column] = counts.get(column, 0) + 1
        where = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        weights = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * self.idf[where]
        length = float(np.sqrt(np.dot(weights, weights)))
        return where, weights / length if length else weights


class Ngrams:
    """Word 1-2-grams beside character 2-5-grams, in one vector."""

    def __init__(self, blocks: list[Block] | None = None) -> None:
        self.blocks = blocks or [Block(1, 2, of_words=True), Block(2, 5, of_words=False)]

    @property
    def width(self) -> int:
        """Number of columns."""
        return sum(len(block.columns) for block in self.blocks)

    def learn(self, messages: list[Normalised]) -> None:
        """Takes the vocabularies from `messages`."""
        tokens = [message.tokens for message in messages]
        for block in self.blocks:
            block.learn(tokens)

    def vector(self, message: Normalised) -> tuple[np.ndarray, FloatArray]:
        """Columns and weights of one message over all blocks."""
        tokens, shift, columns, weights = message.tokens, 0, [], []
        for block in self.blocks:
            where, values = block.vector(tokens)
            columns.append(where + shift)
            weights.append(values)
            shift += len(block.columns)
        return np.concatenate(columns), np.concatenate(weights)

    def matrix(self, messages: list[Normalised]) -> csr_matrix:
        """One row per message."""
        rows = [self.vector(message) for message in messages]
        ends = np.cumsum([0] + [len(columns) for columns, _ in rows])
        data = np.concatenate([weights for _, weights in rows]) if rows else np.zeros(0, dtype=np.float32)
        indices = np.concatenate([columns for columns, _ in rows]) if rows else np.zeros(0, dtype=np.int64)
        return csr_matrix((data, indices, ends), shape=(len(rows), self.width))
