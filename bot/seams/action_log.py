"""What an action brought goes to the tracker; nothing is copied for a log line that nobody reads."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from rasa.core import processor
from rasa.core.actions.action import Action
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import ActionExecutionRejected, Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.seams.seam import Seam

_logger = logging.getLogger(processor.__name__)


def log_action_on_tracker(
    self: MessageProcessor,
    tracker: DialogueStateTracker,
    action: Action,
    events: Sequence[Event] | None,
    prediction: PolicyPrediction,
) -> None:
    """Upstream's work without its debug lines; with debugging on it is upstream's own."""
    if _logger.isEnabledFor(logging.DEBUG):
        ACTION_LOG.original()(self, tracker, action, events, prediction)
        return
    events = events or []
    if not any(isinstance(event, ActionExecutionRejected) for event in events):
        tracker.update_with_events(prediction.events, self.domain)
        tracker.update(action.event_for_successful_execution(prediction))
    tracker.update_with_events(events, self.domain)


ACTION_LOG = Seam(
    owner=MessageProcessor,
    name="_log_action_on_tracker",
    replacement=log_action_on_tracker,
    reason="The events of every action, replies and all, are copied to their depth for a debug line, whether "
    "that is written or not.",
    version="3.6.21",
    digest="d973d12a6d0a",
)
