"""What Rasa does around an action is the same without its copies and searches."""

from __future__ import annotations

import logging

import pytest
from rasa.core.actions import action
from rasa.core.agent import Agent
from rasa.core.policies.policy import PolicyPrediction
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    BotUttered,
    ConversationPaused,
    Event,
    FollowupAction,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig

from bot.seams.action_log import ACTION_LOG, log_action_on_tracker
from bot.seams.actions_made import ACTIONS_MADE, action_for_name_or_text
from bot.seams.tracker_copy import TRACKER_COPY, copy

HERE = EndpointConfig("http://127.0.0.1:9/webhook")
TURN: list[Event] = [
    ActionExecuted("action_listen"),
    UserUttered("annuler", {"name": "cancel_order", "confidence": 1.0}),
    SlotSet("number", "204001"),
    ActionExecuted("action_answer"),
    BotUttered("oui"),
]


def tracker(*events: Event, history: int | None = None) -> DialogueStateTracker:
    made = DialogueStateTracker("one", [TextSlot("number", [{"type": "from_text"}])], history)
    made.model_id = "a model"
    for event in events:
        made.update(event)
    return made


def everything(of: DialogueStateTracker) -> dict[str, object]:
    return {name: value for name, value in vars(of).items() if name != "slots"} | {
        "slots": {name: slot.value for name, slot in of.slots.items()},
        "state": of.current_state(EventVerbosity.ALL),
    }


@pytest.mark.parametrize("extra", [[], [FollowupAction("action_listen")], [ConversationPaused()]])
@pytest.mark.parametrize("history", [None, 3])
def test_a_copied_tracker_is_upstreams_copy_and_goes_its_own_way(
    extra: list[Event], history: int | None
) -> None:
    one = tracker(*TURN, *extra, history=history)
    before = everything(one)
    ours = copy(one)
    assert everything(ours) == everything(TRACKER_COPY.original()(one))
    ours.update(SlotSet("number", "1"))
    ours.update(UserUttered("et aussi", {"name": "order_status", "confidence": 1.0}))
    assert everything(one) == before


@pytest.mark.parametrize("name", ["action_answer", "action_listen", "action_extract_slots", "action_restart"])
def test_an_action_found_again_is_of_the_same_kind_and_asks_the_same_server(agent: Agent, name: str) -> None:
    domain = agent.domain
    assert domain
    theirs = ACTIONS_MADE.original()(name, domain, HERE)
    for endpoint in (HERE, HERE, EndpointConfig("http://127.0.0.1:10/webhook"), None):
        ours = action_for_name_or_text(name, domain, endpoint)
        assert type(ours) is type(theirs)
        assert ours.name() == name
        if isinstance(ours, action.RemoteAction):
            assert ours.action_endpoint is endpoint


def test_an_unknown_action_is_still_unknown(agent: Agent) -> None:
    assert agent.domain
    with pytest.raises(Exception, match="action_nowhere"):
        action_for_name_or_text("action_nowhere", agent.domain, HERE)


@pytest.mark.parametrize("level", [logging.INFO, logging.DEBUG])
@pytest.mark.parametrize(
    "events", [None, [], [BotUttered("oui")], [ActionExecutionRejected("action_answer")]]
)
def test_what_an_action_brought_is_on_the_tracker(
    agent: Agent, events: list[Event] | None, level: int, caplog: pytest.LogCaptureFixture
) -> None:
    assert agent.processor
    made = action.RemoteAction("action_answer", HERE)
    states = []
    with caplog.at_level(level, "rasa.core.processor"):
        for log in (ACTION_LOG.original(), log_action_on_tracker):
            one = tracker(*TURN[:2])
            log(agent.processor, one, made, events, PolicyPrediction([1.0], "rules", events=[]))
            states.append([type(event) for event in one.events])
    assert states[0] == states[1]
    assert len(states[0]) > 2
