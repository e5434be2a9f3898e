"""Grows the boosted trees that judge a cut by its signs."""

from collections.abc import Sequence

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

FloatArray = np.ndarray
TREES, LEAVES, PACE = 120, 10, 0.12


def grow(signs: FloatArray, labels: Sequence[int], shares: Sequence[float]) -> HistGradientBoostingClassifier:
    """Trees that tell the rows labelled 1 from those labelled 0; `shares`: how much each row counts."""
    learner = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        learning_rate=PACE,
        l2_regularization=5,
        min_samples_leaf=40,
        random_state=0,
    )
    return learner.fit(signs, labels, sample_weight=shares)


def stored(learner: HistGradientBoostingClassifier) -> dict[str, object]:
    """What bot/nlu/request_trees.py reads. The library has no public door to its trees: a test holds the one
    against the other.
    """
    grown = [predictor.nodes for (predictor,) in learner._predictors]
    deepest = max(int(nodes["depth"].max()) for nodes in grown)
    start = float(learner._baseline_prediction[0, 0])
    return {"start": start, "depth": deepest, "trees": [_nodes(nodes) for nodes in grown]}


def _nodes(nodes: np.ndarray) -> list[list[float]]:
    """[sign, limit, below, above, value] of each node; a leaf leads to itself."""
    found = []
    for place, node in enumerate(nodes):
        if node["is_leaf"]:
            found.append([0, 0.0, place, place, round(float(node["value"]), 5)])
        else:
            limit = float(node["num_threshold"])
            found.append([int(node["feature_idx"]), limit, int(node["left"]), int(node["right"]), 0.0])
    return found
