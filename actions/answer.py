"""The one action that serves every topic: the intent is the topic."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot import wiring
from bot.dialogue.message import message_of
from bot.watching.actions import watch_action_server
from bot.watching.turns import watched_turn


class ActionAnswer(Action):
    """Hands the message to the assistant and its replies back; slots are neither read nor set."""

    def __init__(self) -> None:
        """The server makes its actions when it starts: policies are loaded then, not at the first message."""
        wiring.assistant()
        watch_action_server(wiring.load(), wiring.warm)

    def name(self) -> str:
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        message = message_of(tracker.latest_message)
        with watched_turn(tracker.sender_id, tracker.latest_message.get("message_id")) as watched:
            turn = await asyncio.to_thread(wiring.assistant().turn, tracker.sender_id, message)
            watched.decided(turn.decisions)
        for reply, extra in turn.with_decisions():
            buttons = [{"title": title, "payload": title} for title in reply.buttons]
            dispatcher.utter_message(text=reply.text, buttons=buttons, relais=extra)
        if turn.held and not turn.replies:  # otherwise silence would pass for an answer that did not come
            dispatcher.utter_message(text="", relais={"decisions": [], "silent": True})
        return []
