"""Empties the outbox again and again until told to stop; a server that is away is asked ever more rarely."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    sleep_using_event,
    stop_when_event_set,
    wait_random_exponential,
)

from bot.clock import Clock
from bot.mail.sending import Sent, send_due
from bot.mail.server import MailServer
from bot.masking import Masking
from bot.orders.store import Store

logger = logging.getLogger(__name__)
EVERY = 2.0  # seconds between two looks into the outbox
LONGEST = 300.0  # seconds between two tries to reach a server that is away


class Postman:
    """Works in a thread of its own from `start` to `stop`."""

    def __init__(
        self, store: Store, server: MailServer, sender: str, every: float = EVERY, longest: float = LONGEST
    ) -> None:
        self._store, self._server, self._sender = store, server, sender
        self._every, self._longest = every, longest
        self._stop = Event()
        self._thread = Thread(target=self.run, name="postman", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """The letter in hand is finished, if it takes no longer; what is left waits in the outbox."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def run(self) -> None:
        while not self._stop.wait(self._every):
            try:
                self._round()
            except Exception:  # nothing that one round meets may end the rounds
                logger.exception("the outbox could not be emptied")

    def _round(self) -> Sent | None:
        trying = Retrying(
            retry=retry_if_exception_type((OSError, SQLAlchemyError)),
            wait=wait_random_exponential(multiplier=1, max=self._longest),
            stop=stop_when_event_set(self._stop),
            sleep=sleep_using_event(self._stop),
            before_sleep=_told,
            retry_error_callback=lambda _state: None,
        )
        sent: Sent | None = trying(send_due, self._store, self._server, self._sender, Clock().now)
        if sent and sent.delivered:
            logger.info("%s letters sent", sent.delivered)
        return sent


def _told(state: RetryCallState) -> None:
    assert state.outcome
    logger.warning("try %s: %s", state.attempt_number, str(state.outcome.exception()).splitlines()[:1])


def log_to(path: Path) -> None:
    """What this room has to say goes to a file that rotates."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(Masking())
    room = logging.getLogger("bot.mail")
    room.addHandler(handler)
    room.setLevel(logging.INFO)
    room.propagate = False
