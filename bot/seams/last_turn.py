"""A tracker store that keeps nothing: `bot.seams.last_turn.LastTurn` in endpoints.yml.

Upstream's reason: Rasa 3.6 keeps every event of a conversation, replays them all at every turn, and posts
them all to the action server; a turn grows with its conversation, and the memory with every customer. What
a Relais conversation has come to stands in the order store (bot/orders/conversations.py), and the one rule
looks at the last message only, so Rasa needs no more than the turn under way. Any server may take any turn.

`rasa interactive`, which learns from past turns, needs an endpoints file without this store.
"""

from __future__ import annotations

from collections.abc import Iterable

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

from bot.seams.tracker_copy import copy


class LastTurn(TrackerStore):
    """Every turn finds a conversation that has begun and listens."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Hands the turn's events to an event broker where there is one, and forgets them."""
        await self.stream_events(tracker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """The conversation as it waits for a message: the same for all, so made once for a domain."""
        domain, waiting = self.__dict__.get("_waiting", (None, None))
        if waiting is None or domain is not self.domain:
            waiting = self.init_tracker("")
            for event in (
                ActionExecuted(ACTION_SESSION_START_NAME),
                SessionStarted(),
                ActionExecuted(ACTION_LISTEN_NAME),
            ):
                waiting.update(event, self.domain)
            self.__dict__["_waiting"] = self.domain, waiting
        tracker = copy(waiting)
        tracker.sender_id = sender_id
        return tracker

    async def keys(self) -> Iterable[str]:
        """None is kept."""
        return []
