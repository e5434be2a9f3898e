"""The web door on a free port with a stand-in for Rasa, run as a process of its own: `python -m … PORT`.

The stand-in answers by what is said: "casse" raises, "muet" says nothing, "silence" leaves it to a person,
"lent" takes too long, "bref …" gets one message, anything else two, the second with a decision.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from rasa.core.channels.channel import UserMessage, register
from sanic import Sanic

from bot.channels.web import WebChannel

DECISION: dict[str, Any] = {
    "merchant": "pictoonline",
    "topic": "cancel_order",
    "clauses": ["picto.cancel"],
    "outcome": "yes",
    "order": "204001",
    "subject": "order",
    "source": "FAQ, « Annuler »",
    "in_force": "2020-01-01",
    "facts": {"stage": "paid"},
    "offer": {
        "effect": "cancel_with_credit",
        "order": "204001",
        "amount": "12.50",
        "email": "lea@example.org",
    },
    "rule": "r1",
}


class StandIn:
    """Has the methods of a Rasa agent that the door uses."""

    def is_ready(self) -> bool:
        return True

    async def parse_message(self, _text: str) -> dict[str, Any]:
        return {}

    async def handle_message(self, message: UserMessage) -> None:
        text = message.text or ""
        if text == "casse":
            raise RuntimeError("boum")
        if text == "muet":
            return
        if text == "silence":
            await self._say(message, {"text": "", "relais": {"decisions": [], "silent": True}})
            return
        await asyncio.sleep(30 if text == "lent" else 0.05)
        if text == "excuses":
            await self._say(message, {"text": "désolé", "relais": {"decisions": [], "failed": True}})
            return
        if not text.startswith("bref"):
            await self._say(message, {"text": "Un instant."})
        extra = {"relais": {"decisions": [DECISION]}, "custom": {"secret": 1}}
        await self._say(
            message,
            {"text": f"Vous dites : {text}", "buttons": [{"title": "Oui", "payload": "Oui"}], **extra},
        )

    async def _say(self, message: UserMessage, said: dict[str, Any]) -> None:
        assert message.output_channel
        await message.output_channel.send_response(message.sender_id, said)


if __name__ == "__main__":
    app = Sanic("door_under_test", configure_logging=False)
    app.ctx.agent = StandIn()
    register([WebChannel()], app, route="/webhooks/")
    app.run("127.0.0.1", int(sys.argv[1]), workers=1, access_log=False, motd=False)
