"""A tracker's copy as it stands, instead of all its events once more."""

from __future__ import annotations

from typing import TypeVar

from rasa.shared.core.trackers import DialogueStateTracker

from bot.seams.seam import Seam

T = TypeVar("T")


def copy(self: DialogueStateTracker) -> DialogueStateTracker:
    """Upstream's copy of a tracker whose history is whole: what its events make of it is what it is."""
    if type(self) is not DialogueStateTracker or self._max_event_history is not None:
        replayed: DialogueStateTracker = TRACKER_COPY.original()(self)
        return replayed
    again = shallow(self)
    again.events = self.events.copy()
    again.slots = {slot.name: shallow(slot) for slot in self.slots.values()}
    again.sender_source = again.model_id = again.assistant_id = None  # upstream's copy has none of them
    return again


def shallow(thing: T) -> T:
    """`copy.copy` of an object of Rasa's, whose state is its dictionary, in a fifth of the time."""
    again = object.__new__(type(thing))
    again.__dict__.update(thing.__dict__)
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
