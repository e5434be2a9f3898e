"""Typed commands are text; what Rasa itself starts is not hindered."""

import asyncio

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SessionStarted

from tests.seams.conftest import action_server, answer

COMMANDS = ('/cancel_order{"order_number": "204001"}', "/affirm", "/affirm@1.0", "/restart", "/session_start")


@pytest.mark.parametrize("text", COMMANDS)
def test_a_typed_command_is_read_as_text(agent: Agent, text: str) -> None:
    assert agent.processor is not None
    parsed = asyncio.run(agent.processor.parse_message(UserMessage(text, input_channel="rest")))
    assert parsed["text"] == text
    assert len(parsed["intent_ranking"]) > 1
    assert all(entity["extractor"] == "PatternEntities" for entity in parsed["entities"])


def test_a_new_conversation_still_starts_its_session(agent: Agent) -> None:
    async def turn() -> list[object]:
        async with action_server(agent, answer({"text": "Bonjour"})):
            await agent.handle_text("/session_start", sender_id="starting")
            tracker = await agent.tracker_store.retrieve("starting")
            assert tracker is not None
            return list(tracker.events)

    assert sum(isinstance(event, SessionStarted) for event in asyncio.run(turn())) == 1
