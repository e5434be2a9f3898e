"""The variants that were tried beside the delivered model learn, rank every topic and vote."""

import numpy as np
import pytest

from bench.nlu.sets import Held
from bench.nlu.tried import families
from bench.nlu.tried.concepts import load
from bench.nlu.tried.figures import Figures, right, vote
from bench.nlu.tried.learner import Learner, read
from bench.nlu.tried.linear import concepts, delivered, noisy
from bench.nlu.tried.measuring import Material, in_process
from bot.nlu.corpus.files import Example
from bot.policies.vocabulary import TOPICS

SAID = {
    "cancel_order": ["annulez ma commande", "je veux annuler", "merci d'annuler l'achat", "annulation svp"],
    "tracking_stuck": ["le suivi ne bouge plus", "suivi bloqué", "mon suivi est figé", "le suivi stagne"],
    "thanks": ["merci beaucoup", "merci", "mille mercis", "super merci"],
}
EXAMPLES = [Example(topic, f"h{i}", text) for topic, some in SAID.items() for i, text in enumerate(some)]
DEV = [
    Held("d", ("cancel_order",), "annuler la commande"),
    Held("d", ("tracking_stuck",), "suivi bloqué hier"),
]


@pytest.mark.parametrize("learner", [delivered, concepts, noisy, families.families])
def test_a_linear_variant_reads_what_it_learned_and_what_other_authors_wrote(learner: Learner) -> None:
    material = Material(EXAMPLES, DEV, parts=1)
    figures = in_process(learner, material)
    assert right(figures.dev, [held.topic for held in DEV], material.names) == 1
    assert np.allclose(figures.dev.sum(axis=1), 1, atol=1e-4)
    assert len(figures.by_author) == sum(len(out) for _, out in material.left_out()) == 3


def test_concepts_are_found_in_the_order_of_the_message() -> None:
    assert load().found(read("Mon colis n'est pas arrivé, remboursez-moi"))[:3] == [
        "parcel",
        "not_arrived",
        "money_back",
    ]


def test_every_topic_stands_in_one_family() -> None:
    named = [topic for some in families.families_of_topics().values() for topic in some]
    assert len(named) == len(set(named))
    assert set(TOPICS) <= set(named)


def test_a_vote_is_the_mean_and_costs_the_sum() -> None:
    one = Figures(np.array([[0.9, 0.1]]), np.array([[0.9, 0.1]]), np.zeros((0, 2)), 3.0, 1.0)
    other = Figures(np.array([[0.3, 0.7]]), np.array([[0.3, 0.7]]), np.zeros((0, 2)), 4.0, 2.0)
    both = vote([one, other])
    assert both.dev[0] == pytest.approx([0.6, 0.4])
    assert (both.seconds, both.milliseconds) == (7.0, 3.0)
