"""Sure, torn or unsure, by thresholds that come from costs."""

import pytest
import yaml

from bench.nlu.assistants import Read
from bench.nlu.outcomes import outcome
from bench.nlu.sets import ROOT, Held
from bench.nlu.thresholds import cheapest
from bot.dialogue.message import Message
from bot.dialogue.understand import Reading, Thresholds, stored_thresholds, understand

LIMITS = Thresholds(
    policy=0.7, talk=0.4, ending=0.6, out_of_scope=0.6, doubt=0.2, worth_asking=0.1, worth_all=0.3
)


@pytest.mark.parametrize(
    ("ranking", "reading"),
    [
        ([("refund_time", 0.9), ("refund_request", 0.1)], Reading(topic="refund_time")),
        (
            [("refund_time", 0.6), ("refund_request", 0.3)],
            Reading(choices=("refund_time", "refund_request")),
        ),
        ([("thanks", 0.5), ("goodbye", 0.3)], Reading(topic="thanks")),
        ([("stop", 0.5), ("cancel_order", 0.4)], Reading(choices=("cancel_order",))),
        ([("stop", 0.65), ("cancel_order", 0.3)], Reading(topic="stop")),
        ([("out_of_scope", 0.65), ("reorder", 0.3)], Reading(topic="out_of_scope")),
        ([("out_of_scope", 0.5), ("reorder", 0.4)], Reading(choices=("reorder",))),
        ([("refund_time", 0.71), ("out_of_scope", 0.25)], Reading(choices=("refund_time",))),
        ([("refund_time", 0.2), ("out_of_scope", 0.2)], Reading()),
        ([], Reading()),
    ],
)
def test_the_ranking_is_taken_for_what_it_is_worth(
    ranking: list[tuple[str, float]], reading: Reading
) -> None:
    assert understand(Message("…", tuple(ranking)), LIMITS) == reading


def test_the_stored_thresholds_are_probabilities_with_their_provenance() -> None:
    limits = stored_thresholds()
    assert all(0 < value < 1 for value in vars(limits).values())
    stored = yaml.safe_load((ROOT / "bot/dialogue/thresholds.yml").read_text(encoding="utf-8"))
    assert {"costs", "development_set", "training_data"} <= stored["computed_from"].keys()


def test_dearer_mistakes_ask_more_often() -> None:
    costs = yaml.safe_load((ROOT / "bot/dialogue/deciding.yml").read_text(encoding="utf-8"))
    messages, reads = [], []
    for confidence, right in ((0.9, True), (0.8, True), (0.75, False), (0.7, True), (0.65, True)):
        topic = "refund_time" if right else "refund_request"
        messages.append(Held("d00", (topic,), "…"))
        reads.append(Read((("refund_time", confidence), ("refund_request", 1 - confidence)), 0.0))
    cheap = cheapest(messages, reads, costs | {"wrong policy": 1.5})
    dear = cheapest(messages, reads, costs | {"wrong policy": 50})
    assert dear.policy > cheap.policy
    assert [outcome(h, r, dear) for h, r in zip(messages, reads, strict=True)].count("wrong policy") == 0
