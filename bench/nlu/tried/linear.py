"""The delivered model, and what changes its features or its examples."""

from collections.abc import Sequence

import numpy as np

from bench.nlu.noise import as_sms, with_typos, without_accents
from bench.nlu.tried.concepts import ConceptReader
from bench.nlu.tried.learner import Ranker, read
from bot.nlu.calibration import Calibration, fit_calibration
from bot.nlu.corpus.files import Example
from bot.nlu.lexicon import load_lexicon
from bot.nlu.reader import MessageReader
from bot.nlu.spelling import Speller
from bot.nlu.topics import TopicModel, margins_by_author, separators

# What turns margins into probabilities where nobody calibrates: about what the delivered model's fit finds.
ROUGH_SCALE = 5.0
FOLDS, SEED = 3, 20


def delivered(examples: Sequence[Example], sure: bool) -> Ranker:
    """bot.nlu.topics.train, step by step, so that a step can be left out."""
    return _fit(examples, MessageReader(), sure)


def concepts(examples: Sequence[Example], sure: bool) -> Ranker:
    """The concepts of concepts.yml beside the other features."""
    return _fit(examples, ConceptReader(), sure)


def noisy(examples: Sequence[Example], sure: bool) -> Ranker:
    """Every message a second time, typed worse: no accents, a typo per six words, SMS words in turn."""
    kinds = (without_accents, with_typos, as_sms)
    worse = [Example(e.topic, e.hand, kinds[i % len(kinds)](e.text)) for i, e in enumerate(examples)]
    known = {e.text for e in examples}
    return _fit([*examples, *(e for e in worse if e.text not in known)], MessageReader(), sure)


def _fit(examples: Sequence[Example], reader: MessageReader, sure: bool) -> Ranker:
    messages = [read(example.text) for example in examples]
    names = sorted({example.topic for example in examples})
    labels = np.searchsorted(names, [example.topic for example in examples])
    reader.learn(messages)
    speller = Speller(load_lexicon(), reader)
    speller.learn(messages)
    matrix = reader.matrix(messages)
    calibration = Calibration(ROUGH_SCALE, np.zeros(len(names)))
    if sure:
        hands = [example.hand for example in examples]
        margins = margins_by_author(matrix, labels, hands, len(names), SEED, FOLDS)
        calibration = fit_calibration(margins, labels)
    weights = separators(matrix, labels, len(names), SEED, tolerance=0.01 if sure else 0.1)
    model = TopicModel(reader, speller, names, weights, calibration)
    return lambda text: dict(model.ranking(text))
