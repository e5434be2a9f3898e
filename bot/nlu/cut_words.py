"""The words around a cut, as signs for or against a second request beginning there."""

import re

from bot.nlu.normalise import fold

_WORD = re.compile(r"[a-z]+")


def cut_words(left: str, right: str) -> frozenset[str]:
    """Signs such as "right:aussi", "begins:et puis", "ends:merci", "opens:bonjour" of a message's two parts.

    Digits are left out: nothing is learned from anybody's order number.
    """
    before, after = _WORD.findall(fold(left.lower())), _WORD.findall(fold(right.lower()))
    return frozenset(
        (
            *(f"left:{word}" for word in before),
            *(f"right:{word}" for word in after),
            *(f"begins:{' '.join(after[:count])}" for count in (1, 2, 3)),
            *(f"opens:{' '.join(before[:count])}" for count in (1, 2)),
            f"ends:{' '.join(before[-1:])}",
        )
    )
