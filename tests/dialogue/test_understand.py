"""Sure, torn or lost: what a ranking lets Relais take for granted."""

from __future__ import annotations

import pytest

from bot.dialogue.message import Message, message_of
from bot.dialogue.understand import CHOICES, Reading, understand


def reading(*ranking: tuple[str, float]) -> Reading:
    return understand(Message("…", ranking))


def test_a_sure_first_topic_is_taken() -> None:
    assert reading(("cancel_order", 0.99), ("modify_order", 0.01)) == Reading(topic="cancel_order")


@pytest.mark.parametrize("talk", ["greet", "thanks", "talk_to_human", "bot_identity", "out_of_scope"])
def test_a_sure_conversation_topic_is_taken(talk: str) -> None:
    assert reading((talk, 0.97), ("cancel_order", 0.01)).topic == talk


def test_torn_between_two_topics_both_are_offered() -> None:
    torn = reading(("cancel_order", 0.4), ("modify_order", 0.38), ("greet", 0.1))
    assert torn.topic is None
    assert torn.choices == ("cancel_order", "modify_order")


def test_a_person_may_be_among_the_choices_but_no_small_talk() -> None:
    torn = reading(("refund_time", 0.35), ("thanks", 0.3), ("talk_to_human", 0.25))
    assert torn.topic is None
    assert torn.choices == ("refund_time", "talk_to_human")


def test_at_most_three_choices() -> None:
    names = ("cancel_order", "modify_order", "change_address", "order_status", "refund_time")
    assert len(reading(*[(name, 0.2) for name in names]).choices) == CHOICES


def test_nothing_is_offered_when_nothing_stands_out() -> None:
    names = ("cancel_order", "modify_order", "change_address", "order_status", "refund_time")
    assert reading(*[(name, 0.01) for name in names]) == Reading()
    assert reading() == Reading()


def test_inform_is_set_aside_for_the_topic_behind_it() -> None:
    assert reading(("inform", 0.5), ("cancel_order", 0.99)).topic == "cancel_order"
    assert reading(("inform", 1.0)).choices == ()


def test_a_message_from_rasas_parse() -> None:
    parsed = {
        "text": "ma TP-50001, non la TP-50002",
        "intent_ranking": [{"name": "inform", "confidence": 0.8}, {"name": None, "confidence": 0.1}],
        "entities": [
            {"entity": "order_number", "value": "TP-50001"},
            {"entity": "order_number", "value": "TP-50002"},
        ],
    }
    message = message_of(parsed)
    assert (message.intent, message.confidence) == ("inform", 0.8)
    assert message.entity("order_number") == "TP-50002", "a correction comes after what it corrects"
    assert message.entity("email") is None


def test_a_parse_without_a_ranking_or_any_text() -> None:
    assert message_of({"intent": {"name": "greet", "confidence": 1}}).intent == "greet"
    assert message_of({}) == Message("")
