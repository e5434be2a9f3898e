"""A message as one row of numbers: n-grams of words and characters beside its mean word vector."""

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.features import Block
from bot.nlu.normalise import Normalised
from bot.nlu.vectors import MessageVectors

FloatArray = np.ndarray
# The vector's share beside two blocks of length 1; see docs/nlu.md for the others tried.
VECTOR_SHARE = 0.5


class MessageReader:
    """Word 1-2-grams, character 2-5-grams and the word vectors' mean, side by side."""

    def __init__(self, blocks: list[Block] | None = None, vectors: MessageVectors | None = None) -> None:
        self.blocks = blocks or [Block(1, 2, of_words=True), Block(2, 5, of_words=False)]
        self.vectors = vectors or MessageVectors()

    @property
    def width(self) -> int:
        """Number of columns."""
        return sum(len(block.columns) for block in self.blocks) + self.vectors.width

    def learn(self, messages: list[Normalised]) -> None:
        """Takes vocabularies and word weights from `messages`."""
        tokens = [message.tokens for message in messages]
        for block in self.blocks:
            block.learn(tokens)
        self.vectors.learn(messages)

    def row(self, message: Normalised) -> tuple[np.ndarray, FloatArray]:
        """Columns and values of one message."""
        tokens, shift = message.tokens, 0
        columns, values = [], []
        for block in self.blocks:
            where, weights = block.vector(tokens)
            columns.append(where + shift)
            values.append(weights)
            shift += len(block.columns)
        columns.append(np.arange(shift, shift + self.vectors.width))
        values.append(VECTOR_SHARE * self.vectors.vector(message))
        return np.concatenate(columns), np.concatenate(values)

    def matrix(self, messages: list[Normalised]) -> csr_matrix:
        """One row per message."""
        rows = [self.row(message) for message in messages]
        ends = np.cumsum([0] + [len(columns) for columns, _ in rows])
        columns = np.concatenate([columns for columns, _ in rows])
        values = np.concatenate([values for _, values in rows])
        return csr_matrix((values, columns, ends), shape=(len(rows), self.width))
