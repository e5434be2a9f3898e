"""Delivers beside the servers, in threads, until told to stop. Any number of processes may do so at once."""

from __future__ import annotations

import logging
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Event, Thread

from bot.channels.messaging.delivery import Delivery
from bot.channels.messaging.ledger import Due
from bot.masking import Masking

logger = logging.getLogger(__name__)
EVERY = 0.25  # seconds between two looks for something to send
AT_ONCE = 8  # conversations
TROUBLED = 5.0  # seconds to wait when the database does not answer


class Courier:
    """Works in threads of its own from `start` to `stop`."""

    def __init__(self, delivery: Delivery, every: float = EVERY, at_once: int = AT_ONCE) -> None:
        self._delivery, self._every, self._at_once = delivery, every, at_once
        self._stop = Event()
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="courier")
        self._thread = Thread(target=self.run, name="courier", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 12.0) -> None:
        """Messages in hand are finished, if they take no longer; what is left waits in the log."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def run(self) -> None:
        working: set[Future[None]] = set()
        while not self._stop.is_set():
            try:
                taken = self._delivery.take(self._at_once - len(working)) if self._has_room(working) else []
            except Exception:  # the database is away: nothing is lost by waiting
                logger.exception("what is to be delivered could not be read")
                self._stop.wait(TROUBLED)
                continue
            working |= {self._pool.submit(self._deliver, due) for due in taken}
            if working:
                _, working = wait(working, self._every, FIRST_COMPLETED)
            if not taken:
                self._stop.wait(self._every)
        wait(working)

    def _has_room(self, working: set[Future[None]]) -> bool:
        return len(working) < self._at_once

    def _deliver(self, due: Due) -> None:
        try:
            self._delivery.deliver(due)
        except Exception:
            logger.exception("%s: a delivery stopped", due.channel)


def log_to(path: Path) -> None:
    """What this room has to say goes to a file that rotates."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(Masking())
    room = logging.getLogger("bot.channels.messaging")
    room.addHandler(handler)
    room.setLevel(logging.INFO)
    room.propagate = False
