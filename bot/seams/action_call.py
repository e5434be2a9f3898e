"""What an action server is told of a turn: the message, and not the events that led to it."""

from __future__ import annotations

from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.seams.seam import Seam


class _OfThisTurn:
    """A tracker as upstream asks for it here, without events; to copy one that has none takes longer than
    the rest of the call's making."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        self.sender_id = tracker.sender_id
        self._tracker = tracker

    def current_state(self, _verbosity: EventVerbosity) -> dict[str, Any]:
        state: dict[str, Any] = self._tracker.current_state(EventVerbosity.NONE)
        return state | {"events": []}


def action_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """Upstream's call with an empty list of events."""
    call: dict[str, Any] = ACTION_CALL.original()(self, _OfThisTurn(tracker), domain)
    return call


ACTION_CALL = Seam(
    owner=RemoteAction,
    name="_action_call_format",
    replacement=action_call_format,
    reason="Every call carries all events of the tracker, the message's whole understanding among them once "
    "more. Our one action reads the sender and the latest message.",
    version="3.6.21",
    digest="428795b944f2",
)
