"""Signs for two requests that do not depend on the parts' topics."""

import math

from bot.nlu.cuts import asks


def of_parts(left: str, right: str) -> dict[str, float]:
    """Whether each part asks, and how long it is."""
    words_left, words_right = len(left.split()), len(right.split())
    left_asks, right_asks = asks(left), asks(right)
    return {
        "left asks": float(left_asks),
        "right asks": float(right_asks),
        "both ask": float(left_asks and right_asks),
        "mark in left": float("?" in left),
        "mark in right": float("?" in right),
        "short left": 1.0 / words_left,
        "short right": 1.0 / words_right,
        "short part": 1.0 / min(words_left, words_right),
        "words left": math.log(words_left),
        "words right": math.log(words_right),
        "left's share": words_left / (words_left + words_right),
    }
