"""The topic model: linear separators over n-grams, calibrated by author."""
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.nlu.calibration import Calibration, fit_calibration
from bot.nlu.features import Ngrams
from bot.nlu.normalise import Normalised

FloatArray = np.ndarray


class TopicModel:
    """Reads a normalised message as probabilities over topics."""

    def __init__(self, ngrams: Ngrams, topics: list[str], weights: FloatArray, calibration: Calibration) -> None:
        """`weights`: one row per feature and a last one for the bias; one column per topic."""
        self.ngrams, self.topics, self.weights, self.calibration = ngrams, topics, weights, calibration

    def ranking(self, message: Normalised) -> list[tuple[str, float]]:
        """Topics and their probabilities, the likeliest first."""
        columns, values = self.ngrams.vector(message)
        margins = values @ self.weights[columns] + self.weights[-1]
        probabilities = self.calibration.probabilities(margins)
        return [(self.topics[i], float(probabilities[i])) for i in np.argsort(-probabilities, kind="stable")]


def train(messages: list[Normalised], topics: Sequence[str], hands: Sequence[str], seed: int = 20, folds: int = 4) -> TopicModel:
    """Fits the separators on everything, and the calibration on margins for authors left out in turn.

    Raises ValueError when there are fewer than two topics.
    """
    names = sorted(set(topics))
    if len(names) < 2:
        raise ValueError(f"a topic model needs at least two topics, got {names}")
    labels = np.searchsorted(names, topics)
    ngrams = Ngrams()
    ngrams.learn(messages)
    matrix = ngrams.matrix(messages)
    weights = _separators(matrix, labels, len(names), seed)
    calibration = fit_calibration(_margins_by_author(matrix, labels, hands, len(names), seed, folds), labels)
    return TopicModel(ngrams, names, weights, calibration)


def _margins_by_author(
    matrix: csr_matrix, labels: np.ndarray, hands: Sequence[str], width: int, seed: int, folds: int
) -> FloatArray:
    """The margins of every message under separators that saw nothing by its author."""
    authors = np.array(hands)
    names = sorted(set(hands))
    part = {name: number % folds for number, name in enumerate(names)}
    fold = np.array([part[name] for name in authors]) if len(names) >= 2 else np.arange(len(authors)) % folds
    margins = np.zeros((len(authors), width))
    for number in np.unique(fold):
        out = fold == number
        weights = _separators(matrix[~out], labels[~out], width, seed)
        margins[out] = matrix[out] @ weights[:-1] + weights[-1]
    return margins


def _separators(matrix: csr_matrix, labels: np.ndarray, width: int, seed: int) -> FloatArray:
    svm = LinearSVC(C=0.3, random_state=seed)
    svm.fit(matrix, labels)
    weights = np.zeros((matrix.shape[1] + 1, width), dtype=np.float32)
    coefficients, intercepts = svm.coef_, svm.intercept_
    if len(svm.classes_) == 2:
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.concatenate([-intercepts, intercepts])
    weights[:-1, svm.classes_] = coefficients.T
    weights[-1, :] = -1.0
    weights[-1, svm.classes_] = intercepts
    return weights
