"""A turn is the same turn, however long its conversation; what Rasa needs is in it."""

import asyncio
import json
from typing import Any

import pytest
from aiohttp import web
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from bot.seams.action_call import ACTION_CALL
from bot.seams.last_turn import LastTurn
from tests.seams.conftest import action_server
from tests.trained_model import ROOT

SAID = ("je voudrais annuler ma commande 204001", "oui", "bonjour", "et ma commande 204002 ?")


async def _posted(agent: Agent, store: type[TrackerStore], turns: int) -> list[dict[str, Any]]:
    """What the action server gets at each turn of a conversation."""
    posted: list[dict[str, Any]] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        posted.append(await request.json())
        return web.json_response({"events": [], "responses": [{"text": "Oui ?"}]})

    assert agent.processor is not None
    before, agent.processor.tracker_store = agent.processor.tracker_store, store(agent.domain)
    try:
        async with action_server(agent, answer):
            for turn in range(turns):
                replies = await agent.handle_text(SAID[turn % len(SAID)], sender_id="lea")
                assert [reply["text"] for reply in replies or []] == ["Oui ?"]
    finally:
        agent.processor.tracker_store = before
    return posted


def test_the_thirtieth_turn_weighs_what_the_second_did(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteAction, "_action_call_format", ACTION_CALL.original())  # with all events
    posted = asyncio.run(_posted(agent, LastTurn, 30))
    weights = [len(json.dumps(one)) for one in posted]
    assert len(posted) == 30
    assert max(weights[2::4]) - min(weights[2::4]) < 100  # the same message each time
    kept = asyncio.run(_posted(agent, InMemoryTrackerStore, 30))
    assert len(json.dumps(kept[-1])) > 5 * weights[-1]  # upstream: every turn since the first


def test_the_action_is_called_with_the_same_message_as_with_the_whole_history(agent: Agent) -> None:
    ours, upstream = (
        asyncio.run(_posted(agent, LastTurn, 8)),
        asyncio.run(_posted(agent, InMemoryTrackerStore, 8)),
    )
    for one, other in zip(ours, upstream, strict=True):
        assert one["next_action"] == other["next_action"] == "action_answer"
        assert one["sender_id"] == other["sender_id"] == "lea"
        for message in (one["tracker"]["latest_message"], other["tracker"]["latest_message"]):
            message.pop("message_id", None)
        assert one["tracker"]["latest_message"] == other["tracker"]["latest_message"]


def test_rasa_finds_the_store_that_the_endpoints_name(agent: Agent) -> None:
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    assert type(TrackerStore.create(endpoints.tracker_store, agent.domain)) is LastTurn
    action = read_endpoint_config(str(ROOT / "endpoints.yml"), "action_endpoint")
    assert isinstance(action, EndpointConfig)
    assert action.kwargs["enable_selective_domain"] is True
