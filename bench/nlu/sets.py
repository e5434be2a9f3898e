"""The held-out messages to measure on."""

from dataclasses import dataclass
from pathlib import Path

from bot.nlu.corpus.leaks import read_split

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "bench/nlu"
OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Held:
    """A message: the hand that wrote it, its right topics in their order, the styles that the hand marked."""

    hand: str
    topics: tuple[str, ...]
    text: str
    styles: tuple[str, ...] = ()

    @property
    def topic(self) -> str:
        """The (first) right topic."""
        return self.topics[0]

    @property
    def in_scope(self) -> bool:
        """Whether Relais has something to do with it."""
        return self.topic != OUT_OF_SCOPE


def single(split: str) -> list[Held]:
    """The messages of `split` ("dev", "test") with one request."""
    return [held for held in _all(split) if len(held.topics) == 1]


def double(split: str) -> list[Held]:
    """The messages of `split` with two requests."""
    return [held for held in _all(split) if len(held.topics) == 2]


def _all(split: str) -> list[Held]:
    found = read_split(FOLDER / split)
    return [
        Held(hand, tuple(e.topic.split("+")), e.text, e.styles) for hand, held in found.items() for e in held
    ]
