"""Is more data still paying? Separators trained on ever more hands."""

from collections.abc import Sequence

import numpy as np

from bench.nlu.sets import ROOT, Held
from bot.nlu.corpus.files import read_folder
from bot.nlu.lexicon import load_lexicon
from bot.nlu.masks import masked
from bot.nlu.normalise import Normalised, normalise
from bot.nlu.reader import MessageReader
from bot.nlu.spelling import Speller
from bot.nlu.topics import separators

STEPS = (2, 4, 8, 12, 16, 20, 24, 28)


def curve(dev: Sequence[Held], test: Sequence[Held]) -> list[tuple[int, int, float, float]]:
    """Hands, messages, share of right first topics on `dev` and on `test`; the last step has every hand."""
    lexicon = load_lexicon()
    examples = [example for example in read_folder(ROOT / "data/nlu") if example.topic != "inform"]
    messages = [normalise(masked(example.text), lexicon) for example in examples]
    hands = sorted({example.hand for example in examples})
    points = []
    for count in [*(step for step in STEPS if step < len(hands)), len(hands)]:
        kept = [i for i, example in enumerate(examples) if example.hand in hands[:count]]
        shares = _right([messages[i] for i in kept], [examples[i].topic for i in kept], (dev, test))
        points.append((count, len(kept), shares[0], shares[1]))
    return points


def _right(messages: list[Normalised], topics: list[str], sets: Sequence[Sequence[Held]]) -> list[float]:
    names = sorted(set(topics))
    reader = MessageReader()
    reader.learn(messages)
    speller = Speller(load_lexicon(), reader)
    speller.learn(messages)
    weights = separators(
        reader.matrix(messages), np.searchsorted(names, topics), len(names), seed=20, tolerance=0.1
    )
    shares = []
    for some in sets:
        read = [normalise(masked(speller.mended(held.text)), speller.lexicon) for held in some]
        guesses = (reader.matrix(read) @ weights[:-1] + weights[-1]).argmax(axis=1)
        shares.append(float(np.mean([names[g] == h.topic for g, h in zip(guesses, some, strict=True)])))
    return shares
