"""How many photos are taken in at a time: they need memory, and a slow line would keep it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.channels.refusals import ONE_PHOTO, Refusal

AT_ONCE = 8  # photos on their way to this process


class Uploads:
    """Make it inside a running event loop."""

    def __init__(self) -> None:
        self._coming: set[str] = set()
        self.decoding = asyncio.Lock()  # one picture is decoded at a time

    @contextmanager
    def place(self, conversation: str) -> Iterator[None]:
        """Raises Refusal when this conversation, or too many others, are sending one already."""
        if conversation in self._coming or len(self._coming) >= AT_ONCE:
            raise Refusal(429, ONE_PHOTO, retry_after=3)
        self._coming.add(conversation)
        try:
            yield
        finally:
            self._coming.discard(conversation)
