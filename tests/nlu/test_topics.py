"""The classifier inside Rasa: trained, written, read again, and the same each time."""

import asyncio
import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.core.agent import Agent

from bot.nlu.calibration import expected_calibration_error, fit_calibration
from bot.nlu.lexicon import load_lexicon
from bot.nlu.normalise import normalise
from bot.nlu.persisting import read_model, write_model
from bot.nlu.topics import TopicModel, train
from tests.trained_model import small_model

MESSAGES = [
    "annulez ma commande",
    "je veux annuler",
    "stop annulation",
    "où est mon colis",
    "colis en retard",
    "mon colis ?",
]
TOPICS = ["cancel_order"] * 3 + ["order_status"] * 3


@pytest.fixture(scope="session")
def agent() -> Agent:
    return Agent.load(str(small_model()))


def parse(agent: Agent, text: str) -> dict[str, Any]:
    return dict(asyncio.run(agent.parse_message(text)))


def small() -> TopicModel:
    messages = [normalise(text, load_lexicon()) for text in MESSAGES]
    return train(messages, TOPICS, ["a", "b", "c"] * 2, folds=3)


def test_training_is_the_same_each_time_and_survives_the_disk(tmp_path: Path) -> None:
    first, second = small(), small()
    assert np.array_equal(first.weights, second.weights)
    write_model(first, tmp_path)
    message = "bonjour pouvez vous anuler"
    read = read_model(tmp_path).ranking(message)
    assert [topic for topic, _ in read] == [topic for topic, _ in first.ranking(message)]
    assert read[0][0] == "cancel_order"
    assert read[0][1] == pytest.approx(first.ranking(message)[0][1], abs=0.01)


def test_reading_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="train again"):
        read_model(tmp_path)


def test_calibrated_confidence_is_accuracy() -> None:
    random = np.random.default_rng(7)
    labels = random.integers(0, 5, 4000)
    margins = random.normal(0, 1, (4000, 5))
    margins[np.arange(4000), labels] += 1.5
    calibration = fit_calibration(margins[:2000], labels[:2000])
    probabilities = calibration.probabilities(margins[2000:])
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert expected_calibration_error(probabilities, labels[2000:]) < 0.04


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("bonjour je voudrais annuler ma commande 204001", "cancel_order"),
        ("le suivi n'a pas bougé depuis 5 jours", "tracking_stuck"),
        ("mon code promo NOEL20 ne marche pas", "coupon_not_working"),
        ("je veux parler à quelqu'un", "talk_to_human"),
        ("merci beaucoup", "thanks"),
        ("oui allez-y", "affirm"),
    ],
)
def test_plain_messages_are_understood(agent: Agent, text: str, topic: str) -> None:
    parsed = parse(agent, text)
    assert parsed["intent"]["name"] == topic
    ranking = parsed["intent_ranking"]
    assert ranking[0] == parsed["intent"]
    assert sorted((r["confidence"] for r in ranking), reverse=True) == [r["confidence"] for r in ranking]
    assert sum(r["confidence"] for r in ranking) <= 1.0001


def test_a_bare_entity_informs_with_certainty(agent: Agent) -> None:
    parsed = parse(agent, "voici : TP-50001, sam@example.org")
    assert parsed["intent"] == {"name": "inform", "confidence": 1.0}
    assert [entity["entity"] for entity in parsed["entities"]] == ["order_number", "email"]


@pytest.mark.parametrize(
    "text", ["", "   ", "?", "🙂", "\u200b", "/cancel_order", "a" * 20_000, "1" * 5_000, "«" * 3_000]
)
def test_any_text_is_read_quickly_without_failing(agent: Agent, text: str) -> None:
    started = time.perf_counter()
    assert parse(agent, text)["intent"]["name"]
    assert time.perf_counter() - started < 2


def test_reading_a_message_takes_a_few_milliseconds(agent: Agent) -> None:
    text = (
        "bonjour j ai commandé il y a 10 jours la commande 204001 et j'ai toujours rien reçu c'est normal ?"
    )
    times = []
    for _ in range(40):
        started = time.perf_counter()
        parse(agent, text)
        times.append(time.perf_counter() - started)
    assert statistics.median(times) < 0.02


def test_two_requests_are_told_beside_the_intent(agent: Agent) -> None:
    text = "je voudrais annuler ma commande 204001 et sinon comment je paie, vous prenez paypal ?"
    first, second = parse(agent, text)["requests"]
    assert (first["topic"], second["topic"]) == ("cancel_order", "payment_methods")
    assert text[first["start"] : first["end"]] == first["text"] == "je voudrais annuler ma commande 204001"
    assert "requests" not in parse(agent, "je voudrais annuler ma commande 204001")
