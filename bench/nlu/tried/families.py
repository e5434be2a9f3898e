"""First the family of topics, then the topic within it."""

from collections.abc import Sequence
from importlib import resources

import numpy as np
import yaml
from scipy.sparse import csr_matrix

from bench.nlu.tried.learner import Ranker, read
from bench.nlu.tried.linear import FOLDS, ROUGH_SCALE, SEED
from bot.nlu.calibration import Calibration, fit_calibration
from bot.nlu.corpus.files import Example
from bot.nlu.lexicon import load_lexicon
from bot.nlu.reader import MessageReader
from bot.nlu.spelling import Speller
from bot.nlu.topics import TopicModel, margins_by_author, separators


def families(examples: Sequence[Example], sure: bool) -> Ranker:
    """P(family) × P(topic, given the family), each by separators of their own on the same features.

    Raises ValueError for a topic that stands in no family.
    """
    family_of = {topic: family for family, some in families_of_topics().items() for topic in some}
    if strange := {example.topic for example in examples} - set(family_of):
        raise ValueError(f"families.yml does not name {', '.join(sorted(strange))}")
    messages = [read(example.text) for example in examples]
    reader = MessageReader()
    reader.learn(messages)
    speller = Speller(load_lexicon(), reader)
    speller.learn(messages)
    matrix, hands = reader.matrix(messages), [example.hand for example in examples]

    def fit(rows: np.ndarray, words: list[str]) -> TopicModel:
        weights, calibration = _separated(matrix[rows], words, [hands[i] for i in rows], sure)
        return TopicModel(reader, speller, sorted(set(words)), weights, calibration)

    kinds = [family_of[example.topic] for example in examples]
    top = fit(np.arange(len(examples)), kinds)
    alone, inner = {}, {}
    for family in sorted(set(kinds)):
        rows = np.flatnonzero(np.array(kinds) == family)
        words = [examples[i].topic for i in rows]
        if len(set(words)) == 1:
            alone[family] = words[0]
        else:
            inner[family] = fit(rows, words)

    def rank(text: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for family, share in top.ranking(text):
            if family in alone:
                found[alone[family]] = share
            else:
                found |= {topic: share * p for topic, p in inner[family].ranking(text)}
        return found

    return rank


def _separated(
    matrix: csr_matrix, words: list[str], hands: list[str], sure: bool
) -> tuple[np.ndarray, Calibration]:
    names = sorted(set(words))
    labels = np.searchsorted(names, words)
    weights = separators(matrix, labels, len(names), SEED, tolerance=0.01 if sure else 0.1)
    if not sure:
        return weights, Calibration(ROUGH_SCALE, np.zeros(len(names)))
    margins = margins_by_author(matrix, labels, hands, len(names), SEED, FOLDS)
    return weights, fit_calibration(margins, labels)


def families_of_topics() -> dict[str, list[str]]:
    """The families: name -> topics. Source: families.yml beside this module."""
    text = resources.files(__package__).joinpath("families.yml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.safe_load(text)
    return found
