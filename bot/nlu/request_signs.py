"""Where a message could hold two requests, and the signs for it. Pure: the caller ranks a text."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from bot.nlu.cut_words import cut_words
from bot.nlu.cuts import KINDS, Cut, asks, cuts
from bot.nlu.entities.wording import words

Ranking = Sequence[tuple[str, float]]
# Nobody answers these beside another request; those that one may are rarely meant as one.
_NO_REQUEST = words("greet thanks goodbye affirm deny stop inform")
_RARE = words("bot_identity complaint out_of_scope")
_LEAST = 1e-5
# A part alone is read with less at hand than the message: its second and third best topics count as well.
_GUESSES = 3
SIGNS = (
    *KINDS,
    *("weaker part", "stronger part", "left against right", "right against left", "first of whole"),
    *("whole is sure", "left asks", "right asks", "both ask", "short part", "short left", "short right"),
    *("left not its first", "left its third", "right not its first", "right its third"),
    *("rare", "usual pair", "places to cut"),
)


@dataclass(frozen=True)
class Request:
    """`text[start:end]` of the message, which asks for `topic`."""

    text: str
    topic: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True)
class Split:
    """A cut, what it makes of the message, and the signs for and against it (of SIGNS; absent: 0).

    `words`: those around the cut, signs too, the same for every two topics.
    """

    requests: tuple[Request, Request]
    signs: dict[str, float]
    words: frozenset[str]


def splits(message: str, rank: Callable[[str], Ranking], pairs: dict[str, float]) -> list[Split]:
    """Every cut of `message` with every two different topics that its parts could be."""
    places = cuts(message)
    if not places:
        return []
    whole = rank(message)
    of_message = {"places to cut": math.log(len(places)), "whole is sure": _odds(whole[0][1])}
    return [found for cut in places for found in _of_cut(message, cut, rank, whole[0][0], pairs, of_message)]


def _of_cut(
    message: str,
    cut: Cut,
    rank: Callable[[str], Ranking],
    first: str,
    pairs: dict[str, float],
    of_message: dict[str, float],
) -> Iterator[Split]:
    """What the cut makes of the message; `first` is the likeliest topic of the whole."""
    left, right = rank(message[: cut.at]), rank(message[cut.at :])
    in_left, in_right = dict(left), dict(right)
    of_cut = of_message | _of_parts(message[: cut.at], message[cut.at :]) | {cut.kind: 1.0}
    words_there = cut_words(message[: cut.at], message[cut.at :])
    for (i, (a, p)), (j, (b, q)) in product(enumerate(left[:_GUESSES]), enumerate(right[:_GUESSES])):
        if a == b or a in _NO_REQUEST or b in _NO_REQUEST:
            continue
        p_odds, q_odds = _odds(p), _odds(q)
        signs = {
            "weaker part": min(p_odds, q_odds),
            "stronger part": max(p_odds, q_odds),
            "left against right": p_odds - _odds(in_left.get(b, 0.0)),
            "right against left": q_odds - _odds(in_right.get(a, 0.0)),
            "first of whole": float(first in (a, b)),
            "left not its first": float(i > 0),
            "left its third": float(i > 1),
            "right not its first": float(j > 0),
            "right its third": float(j > 1),
            "rare": float(a in _RARE) + float(b in _RARE),
            "usual pair": math.log1p(pairs.get(f"{a}+{b}", 0.0)),
        }
        first_part = _request(message, 0, cut.at, a, p)
        second_part = _request(message, cut.at, len(message), b, q)
        yield Split((first_part, second_part), of_cut | signs, words_there)


def _of_parts(left: str, right: str) -> dict[str, float]:
    """Signs that do not depend on the topics."""
    words_left, words_right = len(left.split()), len(right.split())
    left_asks, right_asks = asks(left), asks(right)
    return {
        "left asks": float(left_asks),
        "right asks": float(right_asks),
        "both ask": float(left_asks and right_asks),
        "short left": 1.0 / words_left,
        "short right": 1.0 / words_right,
        "short part": 1.0 / min(words_left, words_right),
    }


def _odds(p: float) -> float:
    """Log-odds, between -4 and 6."""
    return min(6.0, max(-4.0, math.log(max(p, _LEAST) / max(1 - p, _LEAST))))


def _request(message: str, start: int, end: int, topic: str, confidence: float) -> Request:
    part = message[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
    return Request(message[start:end], topic, confidence, start, end)
