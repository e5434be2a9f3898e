"""Two requests in one message, both to be answered. Pure: the caller says how a text is ranked."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from bot.nlu.request_signs import Ranking, Request, Split, splits


@dataclass(frozen=True)
class Learned:
    """From two_requests.yml. `pairs`: in how many of ten thousand messages one request sounds like two topics
    ("topic+topic"); a cut whose signs and words weigh `threshold` or more together splits the message.
    """

    threshold: float
    weights: dict[str, float]
    words: dict[str, float]
    pairs: dict[str, float]

    def best(self, every: Sequence[Split]) -> tuple[float, Split | None]:
        """What speaks for the likeliest of a message's splits, and that split."""
        beside: dict[frozenset[str], float] = {}
        scored = []
        for found in every:
            if found.words not in beside:
                beside[found.words] = sum(self.words.get(word, 0.0) for word in found.words)
            signs = sum(self.weights[sign] * value for sign, value in found.signs.items())
            scored.append((signs + beside[found.words], found))
        return max(scored, key=lambda pair: pair[0], default=(-math.inf, None))


@lru_cache(maxsize=1)
def learned() -> Learned:
    """What `python -m bench.nlu.requests` has stored beside this module."""
    text = resources.files("bot.nlu").joinpath("two_requests.yml").read_text(encoding="utf-8")
    raw = yaml.safe_load(text)
    return Learned(raw["threshold"], raw["weights"], raw["words"], raw["pairs"])


def split(message: str, rank: Callable[[str], Ranking]) -> list[tuple[str, str]]:
    """[(text, topic), (text, topic)] in the order of the message; [] when it holds one request."""
    return [(request.text, request.topic) for request in requests(message, rank)]


def requests(message: str, rank: Callable[[str], Ranking]) -> tuple[Request, ...]:
    """The two requests of `message` with their places in it; () when it holds one."""
    known = learned()
    score, found = known.best(splits(message, rank, known.pairs))
    return found.requests if found and score >= known.threshold else ()
