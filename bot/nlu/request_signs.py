"""Where a message could hold two requests, and the signs for it. Pure: the caller ranks a text."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from bot.nlu.cut_words import cut_words
from bot.nlu.cuts import KINDS, Cut, cuts
from bot.nlu.entities.wording import words
from bot.nlu.part_signs import of_parts

Ranking = Sequence[tuple[str, float]]
# Nobody answers these beside another request; those that one may are rarely meant as one.
_NO_REQUEST = words("greet thanks goodbye affirm deny stop inform")
_RARE = words("bot_identity complaint out_of_scope")
_LEAST = 1e-5
# A part alone is read with less at hand than the message: its second and third best topics count as well.
_GUESSES = 3
SIGNS = (
    *KINDS,
    *("left part", "right part", "weaker part", "stronger part", "left against right", "right against left"),
    *("right's topic in left", "left's topic in right", "another in left", "another in right"),
    *("left's topic in whole", "right's topic in whole", "weaker in whole", "another in whole"),
    *("first of whole", "first two of whole", "whole is sure", "whole has a second"),
    *(
        "left is sure",
        "right is sure",
        "left asks",
        "right asks",
        "both ask",
        "mark in left",
        "mark in right",
    ),
    *("short part", "short left", "short right", "words left", "words right", "left's share"),
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

    `words`: those around the cut and the two topics, signs too.
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
    of_message = {
        "places to cut": math.log(len(places)),
        "whole is sure": _odds(whole[0][1]),
        "whole has a second": _odds(_other(whole, whole[0][0])),
    }
    return [found for cut in places for found in _of_cut(message, cut, rank, whole, pairs, of_message)]


def _of_cut(
    message: str,
    cut: Cut,
    rank: Callable[[str], Ranking],
    whole: Ranking,
    pairs: dict[str, float],
    of_message: dict[str, float],
) -> Iterator[Split]:
    """What the cut makes of the message."""
    left, right = rank(message[: cut.at]), rank(message[cut.at :])
    in_whole, in_left, in_right = dict(whole), dict(left), dict(right)
    of_cut = of_message | of_parts(message[: cut.at], message[cut.at :]) | {cut.kind: 1.0}
    of_cut |= {"left is sure": _odds(left[0][1]), "right is sure": _odds(right[0][1])}
    words_there = cut_words(message[: cut.at], message[cut.at :])
    for (i, (a, p)), (j, (b, q)) in product(enumerate(left[:_GUESSES]), enumerate(right[:_GUESSES])):
        if a == b or a in _NO_REQUEST or b in _NO_REQUEST:
            continue
        p_odds, q_odds = _odds(p), _odds(q)
        a_whole, b_whole = _log(in_whole.get(a, 0.0)), _log(in_whole.get(b, 0.0))
        signs = {
            "left part": p_odds,
            "right part": q_odds,
            "weaker part": min(p_odds, q_odds),
            "stronger part": max(p_odds, q_odds),
            "left against right": p_odds - _odds(in_left.get(b, 0.0)),
            "right against left": q_odds - _odds(in_right.get(a, 0.0)),
            "right's topic in left": _log(in_left.get(b, 0.0)),
            "left's topic in right": _log(in_right.get(a, 0.0)),
            "another in left": _odds(_other(left, a)),
            "another in right": _odds(_other(right, b)),
            "left's topic in whole": a_whole,
            "right's topic in whole": b_whole,
            "weaker in whole": min(a_whole, b_whole),
            "another in whole": _log(_other(whole, a, b)),
            "first of whole": float(whole[0][0] in (a, b)),
            "first two of whole": float({topic for topic, _ in whole[:2]} == {a, b}),
            "left not its first": float(i > 0),
            "left its third": float(i > 1),
            "right not its first": float(j > 0),
            "right its third": float(j > 1),
            "rare": float(a in _RARE) + float(b in _RARE),
            "usual pair": math.log1p(pairs.get(f"{a}+{b}", 0.0)),
        }
        first_part = _request(message, 0, cut.at, a, p)
        second_part = _request(message, cut.at, len(message), b, q)
        topics = frozenset((f"first:{a}", f"second:{b}", f"both:{a}+{b}"))
        yield Split((first_part, second_part), of_cut | signs, words_there | topics)


def _other(ranking: Ranking, *topics: str) -> float:
    """The likeliest topic's probability that is none of `topics`."""
    return next((p for topic, p in ranking if topic not in topics), 0.0)


def _log(p: float) -> float:
    return math.log(max(p, _LEAST))


def _odds(p: float) -> float:
    """Log-odds, between -4 and 6."""
    return min(6.0, max(-4.0, math.log(max(p, _LEAST) / max(1 - p, _LEAST))))


def _request(message: str, start: int, end: int, topic: str, confidence: float) -> Request:
    part = message[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
    return Request(message[start:end], topic, confidence, start, end)
