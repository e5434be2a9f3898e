"""The trees as they are stored judge like the library that grew them."""

import json

import numpy as np

from bench.nlu.request_trees import grow, stored
from bot.nlu.request_signs import SIGNS
from bot.nlu.request_trees import read_trees
from bot.nlu.two_requests import learned


def test_stored_trees_judge_as_the_library_does() -> None:
    chance = np.random.default_rng(3)
    signs = chance.normal(size=(3000, 6))
    labels = (signs[:, 0] * signs[:, 1] + signs[:, 2] > 0.2).astype(int)
    learner = grow(signs, labels.tolist(), [1.0] * len(labels))
    trees = read_trees(json.loads(json.dumps(stored(learner))))
    asked = chance.normal(size=(500, 6))
    assert np.allclose(trees.scores(asked), learner.decision_function(asked), atol=2e-3)


def test_stored_trees_ask_for_signs_that_there_are() -> None:
    trees = learned().trees
    assert trees.sign.max() < len(SIGNS)
    assert set(learned().weights) == set(SIGNS)
