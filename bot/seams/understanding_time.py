"""How long understanding takes is seen from outside."""

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from bot.seams.seam import Seam
from bot.watching.metrics import stage


async def parse_message(
    self: MessageProcessor,
    message: UserMessage,
    tracker: DialogueStateTracker | None = None,
    only_output_properties: bool = True,
) -> dict[str, Any]:
    """What upstream understands, timed."""
    with stage("nlu"):
        parsed: dict[str, Any] = await UNDERSTANDING_TIME.original()(
            self, message, tracker, only_output_properties
        )
    return parsed


UNDERSTANDING_TIME = Seam(
    owner=MessageProcessor,
    name="parse_message",
    replacement=parse_message,
    reason="Rasa times no stage of a turn; the action's time is taken where its failures are caught, this is "
    "the one place through which every message is understood.",
    version="3.6.21",
    digest="b98d8e49b9f2",
)
