"""The action server is told the message, and no more."""

from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from bot.seams.action_call import ACTION_CALL, action_call_format


@pytest.mark.parametrize("selective", [True, False])
def test_all_but_the_events_is_what_upstream_sends(agent: Agent, selective: bool) -> None:
    assert agent.domain
    endpoint = EndpointConfig("http://127.0.0.1:9/webhook", enable_selective_domain=selective)
    action = RemoteAction("action_answer", endpoint)
    understood: dict[str, Any] = {
        "intent": {"name": "cancel_order", "confidence": 0.9},
        "entities": [{"entity": "order_number", "value": "204001"}],
        "text": "annuler 204001",
        "message_id": "m1",
    }
    said = UserUttered("annuler 204001", understood["intent"], understood["entities"], understood)
    tracker = DialogueStateTracker.from_events("c1", [ActionExecuted("action_listen"), said])
    ours = action_call_format(action, tracker, agent.domain)
    theirs = ACTION_CALL.original()(action, tracker, agent.domain)
    assert theirs["tracker"].pop("events")
    assert ours["tracker"].pop("events") == []
    assert ours == theirs
    assert ours["tracker"]["latest_message"]["text"] == "annuler 204001"
    assert ("domain" in ours) is not selective


def test_the_endpoints_file_spells_the_option_as_rasa_reads_it() -> None:
    endpoint = read_endpoint_config("endpoints.yml", "action_endpoint")
    assert RemoteAction("action_answer", endpoint)._is_selective_domain_enabled()
