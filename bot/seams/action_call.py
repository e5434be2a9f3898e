"""What an action server is told of a turn: the message, and not the events that led to it."""

from __future__ import annotations

from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.seams.seam import Seam


def action_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """Upstream's call with an empty list of events."""
    state = tracker.current_state(EventVerbosity.NONE)
    quiet = DialogueStateTracker.from_events(tracker.sender_id, [])
    call: dict[str, Any] = ACTION_CALL.original()(self, quiet, domain)
    return call | {"tracker": state | {"events": []}}


ACTION_CALL = Seam(
    owner=RemoteAction,
    name="_action_call_format",
    replacement=action_call_format,
    reason="Every call carries all events of the tracker, the message's whole understanding among them once "
    "more. Our one action reads the sender and the latest message.",
    version="3.6.21",
    digest="428795b944f2",
)
