"""Two requests in one message, both to be answered. Pure: the caller says how a text is ranked."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import yaml

from bot.nlu.request_signs import SIGNS, Ranking, Request, Split, splits
from bot.nlu.request_trees import Trees, read_trees


@dataclass(frozen=True)
class Learned:
    """From two_requests.yml and two_requests.trees.json.

    `pairs`: in how many of ten thousand messages one request sounds like two topics ("topic+topic"). A cut
    weighs the mean of two judgements: its signs and words added up, and what the trees make of its signs; one
    that weighs `threshold` or more splits the message.
    """

    threshold: float
    weights: dict[str, float]
    words: dict[str, float]
    pairs: dict[str, float]
    trees: Trees

    def best(self, every: Sequence[Split]) -> tuple[float, Split | None]:
        """What speaks for the likeliest of a message's splits (log-odds), and that split."""
        if not every:
            return -math.inf, None
        rows = np.array([[found.signs.get(sign, 0.0) for sign in SIGNS] for found in every])
        words = np.array([sum(self.words.get(word, 0.0) for word in found.words) for found in every])
        added_up = rows @ np.array([self.weights[sign] for sign in SIGNS]) + words
        scores = (added_up + self.trees.scores(rows)) / 2
        likeliest = int(np.argmax(scores))
        return float(scores[likeliest]), every[likeliest]


@lru_cache(maxsize=1)
def learned() -> Learned:
    """What `python -m bench.nlu.requests` has stored beside this module."""
    beside = resources.files("bot.nlu")
    raw = yaml.safe_load(beside.joinpath("two_requests.yml").read_text(encoding="utf-8"))
    trees = read_trees(json.loads(beside.joinpath("two_requests.trees.json").read_text(encoding="utf-8")))
    return Learned(raw["threshold"], raw["weights"], raw["words"], raw["pairs"], trees)


def split(message: str, rank: Callable[[str], Ranking]) -> list[tuple[str, str]]:
    """[(text, topic), (text, topic)] in the order of the message; [] when it holds one request."""
    return [(request.text, request.topic) for request in requests(message, rank)]


def requests(message: str, rank: Callable[[str], Ranking]) -> tuple[Request, ...]:
    """The two requests of `message` with their places in it; () when it holds one."""
    known = learned()
    score, found = known.best(splits(message, rank, known.pairs))
    return found.requests if found and score >= known.threshold else ()
