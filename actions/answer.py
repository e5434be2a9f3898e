"""The one action that serves every topic: the intent is the topic."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot import wiring
from bot.dialogue.message import message_of


class ActionAnswer(Action):
    """Hands the message to the assistant and its replies back; slots are neither read nor set."""

    def __init__(self) -> None:
        """The server makes its actions when it starts: policies are loaded then, not at the first message."""
        wiring.assistant()

    def name(self) -> str:
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        message = message_of(tracker.latest_message)
        turn = await asyncio.to_thread(wiring.assistant().turn, tracker.sender_id, message)
        for reply, extra in turn.with_decisions():
            buttons = [{"title": title, "payload": title} for title in reply.buttons]
            dispatcher.utter_message(text=reply.text, buttons=buttons, relais=extra)
        if turn.held and not turn.replies:  # otherwise silence would pass for an answer that did not come
            dispatcher.utter_message(text="", relais={"decisions": [], "silent": True})
        return []
