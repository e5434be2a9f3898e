"""A prediction remembered is the prediction upstream makes."""

from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.seams.prediction_memory import PREDICTION_MEMORY, kind_of, predict_next_with_tracker


@pytest.fixture
def processor(agent: Agent) -> MessageProcessor:
    assert agent.processor
    return agent.processor


def tracker(
    processor: MessageProcessor, intent: str, entities: tuple[str, ...], *more: Any
) -> DialogueStateTracker:
    said = UserUttered(
        "quelque chose", {"name": intent}, [{"entity": name, "value": "1"} for name in entities]
    )
    before = (ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen"))
    events = [*before, said, *more]
    return DialogueStateTracker.from_events("c", events, processor.domain.slots, domain=processor.domain)


def told(prediction: Any) -> dict[str, Any]:
    return {**vars(prediction), "events": prediction.events}


def test_each_kind_of_turn_is_predicted_as_upstream_does(processor: MessageProcessor) -> None:
    answered = (ActionExecuted("action_answer"), BotUttered("oui"))
    kinds = [
        (intent, entities, more)
        for intent in [*processor.domain.intents, "unheard_of"]
        for entities in ((), ("order_number",), ("email", "order_number"))
        for more in ((), answered)
    ]
    for intent, entities, more in kinds:
        theirs = PREDICTION_MEMORY.original()(processor, tracker(processor, intent, entities, *more))
        for _ in range(2):
            ours = predict_next_with_tracker(processor, tracker(processor, intent, entities, *more))
            assert told(ours) == told(theirs)


def test_a_remembered_prediction_is_nobodys_but_the_turns(processor: MessageProcessor) -> None:
    first, second = (
        predict_next_with_tracker(processor, tracker(processor, "cancel_order", ())) for _ in range(2)
    )
    assert first is not second
    assert first.events[0] is not second.events[0]
    assert first.events[0].timestamp <= second.events[0].timestamp


def test_a_tracker_with_anything_more_is_left_to_upstream(processor: MessageProcessor) -> None:
    assert kind_of(tracker(processor, "cancel_order", ()))
    assert kind_of(tracker(processor, "cancel_order", (), SlotSet("x", 1))) is None
    followed = tracker(processor, "cancel_order", ())
    followed.trigger_followup_action("action_listen")
    assert kind_of(followed) is None
