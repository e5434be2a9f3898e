"""Two requests in one message, both to be answered. Pure: the caller says how a text is ranked."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from bot.nlu.cuts import KINDS, Cut, asks, cuts
from bot.nlu.entities.wording import words

Ranking = Sequence[tuple[str, float]]
# Nobody answers these beside another request; those that one may are rarely meant as one.
_NO_REQUEST = words("greet thanks goodbye affirm deny stop inform")
_RARE = words("bot_identity complaint out_of_scope")
_LEAST = 1e-5
SIGNS = (
    *KINDS,
    *("weaker part", "stronger part", "both in whole", "weaker in whole", "first of whole"),
    *("left asks", "right asks", "both ask", "short part", "rare", "usual pair"),
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
    """A cut, what it makes of the message, and the signs for and against it (SIGNS)."""

    requests: tuple[Request, Request]
    signs: dict[str, float]


@lru_cache(maxsize=1)
def learned() -> tuple[dict[str, float], float, dict[str, float]]:
    """Weights of the signs, the score from which a message is split, and how usual it is that one request
    sounds like a pair of topics ("topic+topic" -> messages in ten thousand). From two_requests.yml.
    """
    raw = yaml.safe_load(resources.files("bot.nlu").joinpath("two_requests.yml").read_text(encoding="utf-8"))
    return raw["weights"], float(raw["threshold"]), raw["pairs"]


def split(message: str, rank: Callable[[str], Ranking]) -> list[tuple[str, str]]:
    """[(text, topic), (text, topic)] in the order of the message; [] when it holds one request."""
    return [(request.text, request.topic) for request in requests(message, rank)]


def requests(message: str, rank: Callable[[str], Ranking]) -> tuple[Request, ...]:
    """The two requests of `message` with their places in it; () when it holds one."""
    weights, threshold, pairs = learned()
    every = splits(message, rank, pairs)
    scored = [(sum(weights[sign] * value for sign, value in found.signs.items()), found) for found in every]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1].requests if best and best[0] >= threshold else ()


def splits(message: str, rank: Callable[[str], Ranking], pairs: dict[str, float]) -> list[Split]:
    """Every cut of `message` that leaves two different requests."""
    places = cuts(message)
    if not places:
        return []
    whole = rank(message)
    return [found for cut in places if (found := _split(message, cut, rank, whole, pairs))]


def _split(
    message: str, cut: Cut, rank: Callable[[str], Ranking], whole: Ranking, pairs: dict[str, float]
) -> Split | None:
    (left, p_left), (right, p_right) = rank(message[: cut.at])[0], rank(message[cut.at :])[0]
    if left == right or left in _NO_REQUEST or right in _NO_REQUEST:
        return None
    first = _request(message, 0, cut.at, left, p_left)
    second = _request(message, cut.at, len(message), right, p_right)
    inside = sorted(max(_LEAST, dict(whole).get(topic, 0.0)) for topic in (left, right))
    weaker, stronger = sorted((_odds(p_left), _odds(p_right)))
    signs = dict.fromkeys(SIGNS, 0.0) | {
        cut.kind: 1.0,
        "weaker part": weaker,
        "stronger part": stronger,
        "both in whole": math.log(sum(inside)),
        "weaker in whole": math.log(inside[0]),
        "first of whole": float(whole[0][0] in (left, right)),
        "left asks": float(asks(first.text)),
        "right asks": float(asks(second.text)),
        "both ask": float(asks(first.text) and asks(second.text)),
        "short part": 1.0 / min(len(part.split()) for part in (first.text, second.text)),
        "rare": float(left in _RARE) + float(right in _RARE),
        "usual pair": math.log1p(pairs.get(f"{left}+{right}", 0.0)),
    }
    return Split((first, second), signs)


def _odds(p: float) -> float:
    """Log-odds, between -4 and 6."""
    return min(6.0, max(-4.0, math.log(max(p, _LEAST) / max(1 - p, _LEAST))))


def _request(message: str, start: int, end: int, topic: str, confidence: float) -> Request:
    part = message[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
    return Request(message[start:end], topic, confidence, start, end)
