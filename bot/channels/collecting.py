"""The output channel of the web door: keeps what the assistant says until the turn is over."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.channels.public import silent


class CollectingOutput(OutputChannel):
    """Overrides the one method through which all answers pass: the base class would write `custom` out as
    text.
    """

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        if message.get("text") or silent(message):
            self.messages.append(dict(message))
