"""Learns what tells the right reading of two requests from the wrong ones, and from one request."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.nlu.request_trees import grow, stored
from bench.nlu.sets import Held
from bot.nlu.request_signs import SIGNS, Split
from bot.nlu.request_trees import read_trees
from bot.nlu.two_requests import Learned

Read = tuple[Held, Sequence[Split]]  # a message, and every way to split it
# How much counts a message with two requests by a hand, one put together, and the wrong readings of either.
BY_HAND, MADE, MISREAD = 5.0, 0.3, 0.3
# A word counts that stands at so many right cuts by hands; how freely the weights may grow.
SEEN, FREEDOM = 8, 0.1


def fit(
    ones: Sequence[Sequence[Split]], made: Sequence[Read], by_hand: Sequence[Read], pairs: dict[str, float]
) -> tuple[Learned, dict[str, object]]:
    """Weights and trees that tell the best right reading of two requests from the wrong, and from every one
    of one; and the trees as they are stored.
    """
    rows = [found for every in ones for found in every]
    labels, shares = [0] * len(rows), [1.0] * len(rows)
    seen: Counter[str] = Counter()
    for weight, messages in ((MADE, made), (BY_HAND, by_hand)):
        for message, every in messages:
            good = [found for found in every if right(message, found)]
            bad = [found for found in every if not right(message, found)]
            if good:
                rows += [max(good, key=_plainest), *bad]
                labels += [1] + [0] * len(bad)
                shares += [weight] + [MISREAD * weight / max(1, len(bad))] * len(bad)
                seen.update(rows[-1 - len(bad)].words if weight == BY_HAND else ())
    known = {word for word, count in seen.items() if count >= SEEN}
    words = DictVectorizer()
    beside = words.fit_transform([dict.fromkeys(sorted(found.words & known), 1.0) for found in rows])
    signs = np.array([[found.signs.get(sign, 0.0) for sign in SIGNS] for found in rows])
    learner = LogisticRegression(C=FREEDOM, max_iter=3000, solver="liblinear")
    learner.fit(hstack([csr_matrix(signs), beside]).tocsr(), labels, sample_weight=shares)
    weights = [round(float(weight), 4) for weight in learner.coef_[0]]
    of_words = zip(words.get_feature_names_out(), weights[len(SIGNS) :], strict=True)
    trees = stored(grow(signs, labels, shares))
    learned = Learned(0.0, dict(zip(SIGNS, weights, strict=False)), dict(of_words), pairs, read_trees(trees))
    return learned, trees


def _plainest(found: Split) -> float:
    return found.signs["weaker part"] + 0.3 * found.signs["stronger part"]


def right(held: Held, cut: Split | None) -> bool:
    """Whether the cut finds the two topics, in their order."""
    return cut is not None and tuple(request.topic for request in cut.requests) == held.topics
