"""What rides beside a reply's text reaches the tracker, and no customer."""

import asyncio
from typing import Any

from rasa.core.agent import Agent
from rasa.shared.core.events import BotUttered
from rasa_sdk.executor import CollectingDispatcher

from tests.seams.conftest import action_server, answer


def test_an_extra_key_of_a_response_reaches_the_metadata_of_the_bot_message(agent: Agent) -> None:
    dispatcher = CollectingDispatcher()
    dispatcher.utter_message(
        text="Bonjour",
        buttons=[{"title": "Oui", "payload": "Oui"}],
        relais={"decisions": [{"outcome": "allowed"}]},
    )

    async def turn() -> tuple[list[dict[str, Any]], list[Any]]:
        async with action_server(agent, answer(*dispatcher.messages)):
            replies = await agent.handle_text("où est ma commande", sender_id="extra") or []
            tracker = await agent.tracker_store.retrieve("extra")
            assert tracker is not None
            return replies, list(tracker.events)

    replies, events = asyncio.run(turn())
    (uttered,) = [event for event in events if isinstance(event, BotUttered)]
    assert uttered.metadata["relais"] == {"decisions": [{"outcome": "allowed"}]}
    assert [button["title"] for button in uttered.data["buttons"]] == ["Oui"]
    assert [(reply["text"], "decisions" in str(reply.get("text"))) for reply in replies] == [
        ("Bonjour", False)
    ]
