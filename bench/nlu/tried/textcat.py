"""spaCy's text categoriser: a CNN over the French vectors and hashed words, and a bag of words beside it."""

import math
import random
from collections.abc import Sequence
from typing import Any

from bench.nlu.tried.learner import Ranker, read
from bot.nlu.corpus.files import Example
from bot.nlu.vectors import PACKAGE

# Passes over at least this many messages in all, so that a small sample is read more often; at a time.
SEEN, BATCH = 50_000, 64
_MODEL = {
    "@architectures": "spacy.TextCatEnsemble.v2",
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": True,
        "width": 96,
        "depth": 2,
        "embed_size": 5000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
    },
    "linear_model": {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "ngram_size": 2,
        "length": 262144,
        "no_output_layer": False,
    },
}


def textcat(examples: Sequence[Example], sure: bool) -> Ranker:
    """The ensemble, trained on normalised messages; its probabilities are taken as they are."""
    import spacy
    from spacy.training import Example as Pair
    from spacy.util import get_package_path, load_meta

    nlp = spacy.blank("fr")
    meta = load_meta(get_package_path(PACKAGE) / "meta.json")
    # The table alone: reading the package's tagger and parser as well takes ten times as long.
    folder = get_package_path(PACKAGE) / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    nlp.vocab.vectors.from_disk(folder / "vocab")
    part = nlp.add_pipe("textcat", config={"model": _MODEL})
    names = sorted({example.topic for example in examples})
    for name in names:
        part.add_label(name)
    pairs = [
        Pair.from_dict(nlp.make_doc(read(e.text).accented), {"cats": {n: float(n == e.topic) for n in names}})
        for e in examples
    ]
    _train(nlp, pairs)
    return lambda text: dict(nlp(read(text).accented).cats)


def _train(nlp: Any, pairs: list[Any]) -> None:
    chance = random.Random(20)
    optimizer = nlp.initialize(lambda: pairs)
    for _ in range(math.ceil(SEEN / len(pairs))):
        chance.shuffle(pairs)
        for start in range(0, len(pairs), BATCH):
            nlp.update(pairs[start : start + BATCH], sgd=optimizer, drop=0.2)
