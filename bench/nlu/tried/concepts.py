"""Concepts ("parcel", "not arrived", "money back") as features beside the n-grams and vectors."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import yaml

from bot.nlu.features import Block
from bot.nlu.normalise import Normalised
from bot.nlu.reader import FloatArray, MessageReader

# The concepts' share beside two blocks of length 1.
SHARE = 0.5


@dataclass(frozen=True)
class Lexicon:
    """`pattern`: one alternative per form; `names`: the concept of each of its groups, in their order."""

    pattern: re.Pattern[str]
    names: tuple[str, ...]

    def found(self, message: Normalised) -> list[str]:
        """The concepts of `message`, in the order in which it names them."""
        return [self.names[(m.lastindex or 1) - 1] for m in self.pattern.finditer(message.folded)]


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """Reads concepts.yml beside this module: concept -> beginnings of words, without accents.

    A form ends where it likes within a word, but for one that ends with a full stop: a whole word.
    """
    raw = yaml.safe_load(resources.files(__package__).joinpath("concepts.yml").read_text(encoding="utf-8"))
    groups = []
    for forms in raw.values():
        written = [re.escape(f.rstrip(".")) + (r"\b" if f.endswith(".") else "") for f in forms]
        groups.append("(" + "|".join(sorted(written, key=len, reverse=True)) + ")")
    return Lexicon(re.compile(r"\b(?:" + "|".join(groups) + ")"), tuple(raw))


class ConceptReader(MessageReader):
    """The delivered features, and behind them each concept and each two that follow one another."""

    def __init__(self) -> None:
        super().__init__()
        self.concepts = Block(1, 2, of_words=True)

    @property
    def width(self) -> int:
        """Number of columns."""
        return super().width + len(self.concepts.columns)

    def learn(self, messages: list[Normalised]) -> None:
        """Takes vocabularies and word weights from `messages`."""
        super().learn(messages)
        self.concepts.learn(load().found(message) for message in messages)

    def row(self, message: Normalised) -> tuple[np.ndarray, FloatArray]:
        """Columns and values of one message."""
        columns, values = super().row(message)
        where, weights = self.concepts.vector(load().found(message))
        return np.concatenate([columns, where + super().width]), np.concatenate([values, SHARE * weights])
