"""Boosted trees over the signs for two requests, as plain numbers that every version of a library reads."""

from dataclasses import dataclass
from typing import Any

import numpy as np

FloatArray = np.ndarray


@dataclass(frozen=True)
class Trees:
    """A row for each tree, a column for each of its nodes.

    A node sends a row of signs to `below` where its sign `sign` is at most `limit`, to `above` otherwise; a
    leaf sends it to itself and is worth `value`. `start` is the sum before any tree.
    """

    start: float
    sign: np.ndarray
    limit: FloatArray
    below: np.ndarray
    above: np.ndarray
    value: FloatArray
    depth: int

    def scores(self, rows: FloatArray) -> FloatArray:
        """What speaks for each row of signs (log-odds)."""
        which = np.arange(len(self.sign))
        here = np.zeros((len(rows), len(which)), dtype=np.intp)
        row = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            low = rows[row, self.sign[which, here]] <= self.limit[which, here]
            here = np.where(low, self.below[which, here], self.above[which, here])
        return self.start + self.value[which, here].sum(axis=1)


def read_trees(stored: dict[str, Any]) -> Trees:
    """From what `python -m bench.nlu.requests` has stored: `start`, `depth`, and `trees`, each a list of
    nodes [sign, limit, below, above, value].
    """
    grown: list[list[list[float]]] = stored["trees"]
    most = max(len(tree) for tree in grown)
    nodes = np.zeros((len(grown), most, 5))
    for number, tree in enumerate(grown):
        nodes[number, : len(tree)] = tree
    sign, limit, below, above, value = np.moveaxis(nodes, 2, 0)
    signs, lower, upper = (part.astype(np.intp) for part in (sign, below, above))
    return Trees(float(stored["start"]), signs, limit, lower, upper, value, int(stored["depth"]))
