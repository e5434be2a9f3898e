"""The names that follow a turn through both servers and stand in each of its log lines.

Nothing is added to what Rasa sends: the action call carries the conversation (`sender_id`) and the message's
own id (`latest_message.message_id`), from which either server makes the same turn id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bound_contextvars


def turn_id(conversation: str, message_id: str) -> str:
    """Twelve hex digits. The message's id itself was chosen by a browser and may hold anything."""
    return hashlib.sha256(f"{conversation} {message_id}".encode()).hexdigest()[:12]


@contextmanager
def about(conversation: str, message_id: str | None) -> Iterator[None]:
    """Log lines written inside, in tasks and threads begun there too, name the turn."""
    names = {"conversation": conversation}
    if message_id:
        names["turn"] = turn_id(conversation, message_id)
    with bound_contextvars(**names):
        yield
