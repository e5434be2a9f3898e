"""An action server that fails or hangs costs the customer an apology, not silence."""

import asyncio
import logging

from async_timeout import timeout
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.seams.apology import apology
from bot.seams.seam import Seam
from bot.watching.metrics import ACTION_FAILURES, stage

logger = logging.getLogger(__name__)

# Seconds an action may take in all. The customer has an answer or an apology within five.
PATIENCE = 3.7


async def run(
    self: RemoteAction,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> list[Event]:
    """The events of the action, or the apology when they do not come in time or at all.

    A rejection (HTTP 400) is a failure too: with one action and one rule nothing else would answer.
    """
    original = ACTION_FAILURE.original()
    try:
        with stage("action"):
            async with timeout(PATIENCE):
                events: list[Event] = await original(self, output_channel, nlg, tracker, domain)
        return events
    except asyncio.TimeoutError:
        ACTION_FAILURES.labels("timeout").inc()
        logger.error(
            "Action '%s' gave no answer within %s s; the customer gets an apology.", self.name(), PATIENCE
        )
    except Exception as error:
        ACTION_FAILURES.labels("error").inc()
        logger.error(
            "Action '%s' failed, the customer gets an apology: %s: %s",
            self.name(),
            type(error).__name__,
            error,
        )
    return [apology(tracker)]


ACTION_FAILURE = Seam(
    owner=RemoteAction,
    name="run",
    replacement=run,
    reason="An action that fails raises, MessageProcessor._run_action logs that and goes on with no events: "
    "the customer hears nothing. One that hangs is waited for during DEFAULT_REQUEST_TIMEOUT, five minutes.",
    version="3.6.21",
    digest="ccabf6f1160d",
)
