"""The topic model: linear separators, calibrated on authors they never saw."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.nlu.calibration import Calibration, fit_calibration
from bot.nlu.lexicon import load_lexicon
from bot.nlu.masks import masked
from bot.nlu.normalise import Normalised, normalise
from bot.nlu.reader import MessageReader
from bot.nlu.spelling import Speller

FloatArray = np.ndarray
# How much a misread example costs against a simpler separator; see docs/nlu.md.
PENALTY = 1.0


class TopicModel:
    """Reads a message as probabilities over topics."""

    def __init__(
        self,
        reader: MessageReader,
        speller: Speller,
        topics: list[str],
        weights: FloatArray,
        calibration: Calibration,
    ) -> None:
        """`weights`: a row per column of the reader and a last one for the bias; a column per topic."""
        self.reader, self.speller = reader, speller
        self.topics, self.weights, self.calibration = topics, weights, calibration

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """Topics and their probabilities for a message as typed, the likeliest first."""
        message = normalise(masked(self.speller.mended(text)), self.speller.lexicon)
        columns, values = self.reader.row(message)
        margins = values @ self.weights[columns] + self.weights[-1]
        probabilities = self.calibration.probabilities(margins)
        return [(self.topics[i], float(probabilities[i])) for i in np.argsort(-probabilities, kind="stable")]


def train(
    messages: list[Normalised], topics: Sequence[str], hands: Sequence[str], seed: int = 20, folds: int = 3
) -> TopicModel:
    """Fits the separators on everything, the calibration on margins for authors left out in turn.

    Spelling is mended when a message is read, not here: what hands misspelt is learned as it stands.
    Raises ValueError when there are fewer than two topics.
    """
    names = sorted(set(topics))
    if len(names) < 2:
        raise ValueError(f"a topic model needs at least two topics, got {names}")
    labels = np.searchsorted(names, topics)
    reader = MessageReader()
    reader.learn(messages)
    speller = Speller(load_lexicon(), reader)
    speller.learn(messages)
    matrix = reader.matrix(messages)
    margins = margins_by_author(matrix, labels, hands, len(names), seed, folds)
    weights = separators(matrix, labels, len(names), seed)
    return TopicModel(reader, speller, names, weights, fit_calibration(margins, labels))


def margins_by_author(
    matrix: csr_matrix, labels: np.ndarray, hands: Sequence[str], width: int, seed: int, folds: int
) -> FloatArray:
    """The margins of every message under separators that saw nothing by its author."""
    names = sorted(set(hands))
    if len(names) >= 2:
        part = {name: number % folds for number, name in enumerate(names)}
        fold = np.array([part[hand] for hand in hands])
    else:
        fold = np.arange(len(hands)) % folds
    margins = np.zeros((len(hands), width))
    for number in np.unique(fold):
        out = fold == number
        weights = separators(matrix[~out], labels[~out], width, seed, tolerance=0.1)
        margins[out] = matrix[out] @ weights[:-1] + weights[-1]
    return margins


def separators(
    matrix: csr_matrix, labels: np.ndarray, width: int, seed: int, tolerance: float = 0.01
) -> FloatArray:
    """One against the rest for each topic; a topic without examples stays at a margin of -1."""
    svm = LinearSVC(C=PENALTY, random_state=seed, tol=tolerance)
    svm.fit(matrix, labels)
    coefficients, intercepts = svm.coef_, svm.intercept_
    if len(svm.classes_) == 2:
        coefficients = np.vstack([-coefficients, coefficients])
        intercepts = np.concatenate([-intercepts, intercepts])
    weights = np.zeros((matrix.shape[1] + 1, width), dtype=np.float32)
    weights[-1, :] = -1.0
    weights[:-1, svm.classes_] = coefficients.T
    weights[-1, svm.classes_] = intercepts
    return weights
