"""What is left undone in the store, read when Prometheus asks; every server tells the same."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import datetime, timedelta, timezone

from sqlalchemy import case, func, select
from sqlalchemy.engine import Engine

from bot.channels.metrics import OUTBOX, UNANSWERED
from bot.channels.tables import web_messages
from bot.orders.outbox import MAX_ATTEMPTS
from bot.orders.work_tables import outbox

EVERY = 10.0  # seconds between two looks, however often somebody asks
PATIENCE = 1.0  # seconds; figures must come when the database does not
OLD = timedelta(seconds=30)


class Backlog:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._looked = float("-inf")
        self._looking: asyncio.Future[tuple[int, int, int]] | None = None

    async def refresh(self) -> None:
        """Where the store does not answer in time the figures are NaN: not known, and not nought."""
        if time.monotonic() - self._looked < EVERY:
            return
        self._looked = time.monotonic()
        waiting = given_up = unanswered = float("nan")
        if self._looking is None or self._looking.done():  # one that hangs is not joined by others
            self._looking = asyncio.ensure_future(asyncio.to_thread(self._look))
        with suppress(Exception):
            looking = asyncio.shield(self._looking)
            waiting, given_up, unanswered = await asyncio.wait_for(looking, PATIENCE)
        OUTBOX.labels("waiting").set(waiting)
        OUTBOX.labels("given_up").set(given_up)
        UNANSWERED.set(unanswered)

    def _look(self) -> tuple[int, int, int]:
        lost = (outbox.c.attempts >= MAX_ATTEMPTS) & outbox.c.last_error.is_not(None)
        letters = select(func.count(), func.sum(case((lost, 1), else_=0))).where(
            outbox.c.delivered_at.is_(None)
        )
        old = web_messages.c.received_at < datetime.now(timezone.utc) - OLD
        messages = select(func.count()).where(web_messages.c.answered_at.is_(None), old)
        with self._engine.connect() as connection:
            total, given_up = connection.execute(letters).one()
            unanswered = connection.execute(messages).scalar_one()
        return total - (given_up or 0), given_up or 0, unanswered
