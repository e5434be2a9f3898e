"""What every variant is: something that learns from examples and then ranks messages."""

from collections.abc import Callable, Sequence

from bot.nlu.corpus.files import Example
from bot.nlu.lexicon import load_lexicon
from bot.nlu.masks import masked
from bot.nlu.normalise import Normalised, normalise

# A message as typed -> topic -> probability.
Ranker = Callable[[str], dict[str, float]]
# `sure`: whether the probabilities must be calibrated; False where only their order counts, which is quicker.
Learner = Callable[[Sequence[Example], bool], Ranker]


def read(text: str) -> Normalised:
    """`text` as the delivered classifier sees it."""
    return normalise(masked(text), load_lexicon())
