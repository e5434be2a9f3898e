"""Trains a variant and has it read the messages."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.nlu.assistants import Assistant
from bench.nlu.noise import with_typos
from bench.nlu.sets import Held
from bench.nlu.tried.figures import Figures, FloatArray, rows
from bench.nlu.tried.learner import Learner, Ranker
from bot.nlu.corpus.files import Example

# The training authors are dealt out into this many parts; each part is read by a model of the others.
PARTS = 5


@dataclass(frozen=True)
class Material:
    """`examples` to learn from, `dev` to read, `parts` of PARTS to leave out in turn (0: no such reading)."""

    examples: Sequence[Example]
    dev: Sequence[Held]
    parts: int = 0

    @property
    def names(self) -> list[str]:
        """All topics, the columns of every figure."""
        return sorted({example.topic for example in self.examples})

    def left_out(self) -> list[tuple[list[Example], list[Example]]]:
        """What to learn from and what to read, for each part of the authors."""
        hands = sorted({example.hand for example in self.examples})
        outs = [set(hands[part::PARTS]) for part in range(self.parts)]
        return [
            ([e for e in self.examples if e.hand not in out], [e for e in self.examples if e.hand in out])
            for out in outs
        ]


def in_process(learner: Learner, material: Material) -> Figures:
    """A variant that is asked directly: no Rasa around it, no search for two requests."""
    started = time.process_time()
    ranker = learner(material.examples, True)
    seconds = time.process_time() - started
    names, texts = material.names, [held.text for held in material.dev]
    dev, milliseconds = _read(ranker, texts, names)
    typos, _ = _read(ranker, [with_typos(text) for text in texts], names)
    by_author = [np.zeros((0, len(names)), dtype=np.float32)]
    for kept, out in material.left_out():
        other = learner(kept, False)
        by_author.append(_read(other, [example.text for example in out], names)[0])
    return Figures(dev, typos, np.concatenate(by_author), seconds, milliseconds)


def through_rasa(assistant: Assistant, material: Material) -> Figures:
    """An assistant that `rasa train` made."""
    texts, names = [held.text for held in material.dev], material.names
    clean, typed = assistant.read(texts), assistant.read(with_typos(text) for text in texts)
    return Figures(
        rows((dict(read.ranking) for read in clean), names),
        rows((dict(read.ranking) for read in typed), names),
        np.zeros((0, len(names)), dtype=np.float32),
        assistant.training[1],
        statistics.median(1000 * read.processor for read in clean),
    )


def _read(ranker: Ranker, texts: Sequence[str], names: Sequence[str]) -> tuple[FloatArray, float]:
    ranker("bonjour")
    found, times = [], []
    for text in texts:
        started = time.process_time()
        found.append(ranker(text))
        times.append(1000 * (time.process_time() - started))
    return rows(found, names), statistics.median(times)
