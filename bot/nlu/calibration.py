"""From margins to probabilities one can count on."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

FloatArray = np.ndarray


@dataclass(frozen=True)
class Calibration:
    """softmax(scale * margins + bias), fitted on messages by authors the margins never saw."""

    scale: float
    bias: FloatArray

    def probabilities(self, margins: FloatArray) -> FloatArray:
        """Rows of probabilities for rows of margins."""
        logits = self.scale * margins + self.bias
        logits = logits - logits.max(axis=-1, keepdims=True)
        exp = np.exp(logits)
        return exp / exp.sum(axis=-1, keepdims=True)


def fit_calibration(margins: FloatArray, labels: np.ndarray, strength: float = 1.0) -> Calibration:
    """The scale and biases of least cross-entropy; `strength` holds the biases near zero.

    `labels`: the right column of each row.
    """
    count, width = margins.shape
    rows = np.arange(count)

    def loss(parameters: FloatArray) -> tuple[float, FloatArray]:
        scale, bias = np.exp(parameters[0]), parameters[1:]
        p = Calibration(float(scale), bias).probabilities(margins)
        error = p.copy()
        error[rows, labels] -= 1
        value = -np.log(p[rows, labels] + 1e-12).sum() + strength * float(bias @ bias)
        gradient = np.concatenate(
            [[float((error * margins).sum()) * scale], error.sum(axis=0) + 2 * strength * bias]
        )
        return float(value), gradient

    start = np.zeros(width + 1)
    start[0] = np.log(4.0)
    best = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return Calibration(float(np.exp(best[0])), best[1:])


def expected_calibration_error(probabilities: FloatArray, labels: np.ndarray, bins: int = 15) -> float:
    """Mean distance between confidence and accuracy of the first guess, over bins of equal width."""
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    where = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for b in np.unique(where):
        inside = where == b
        error += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return float(error)
