"""A tracker's copy as it stands, instead of all its events once more."""

from __future__ import annotations

import copy as copying

from rasa.shared.core.trackers import DialogueStateTracker

from bot.seams.seam import Seam


def copy(self: DialogueStateTracker) -> DialogueStateTracker:
    """Upstream's copy of a tracker whose history is whole: what its events make of it is what it is."""
    if type(self) is not DialogueStateTracker or self._max_event_history is not None:
        replayed: DialogueStateTracker = TRACKER_COPY.original()(self)
        return replayed
    again = object.__new__(DialogueStateTracker)
    again.__dict__.update(self.__dict__)
    again.events = copying.copy(self.events)
    again.slots = {slot.name: copying.copy(slot) for slot in self.slots.values()}
    again.sender_source = again.model_id = again.assistant_id = None  # upstream's copy has none of them
    return again


TRACKER_COPY = Seam(
    owner=DialogueStateTracker,
    name="copy",
    replacement=copy,
    reason="Twice a turn the tracker is copied before an action runs, by playing all its events again to a "
    "new one.",
    version="3.6.21",
    digest="dfa48dca9f35",
)
