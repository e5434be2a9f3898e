"""Looks into one mailbox again and again until told to stop: whenever the server says that there is something
(IDLE), and every so often anyway. A server that is away is asked ever more rarely."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Event, Thread

from imap_tools import BaseMailBox
from sqlalchemy.exc import SQLAlchemyError
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    sleep_using_event,
    stop_when_event_set,
    wait_random_exponential,
)

from bot.channels.messaging.mailbox.imap import TROUBLES, hang_up

logger = logging.getLogger(__name__)
LONGEST = 300.0  # seconds between two tries to reach a server that is away
BREATH = 1.0  # seconds; how long the end of the process may have to wait for us
RENEW = 600.0  # seconds, after which the connection is made anew


class Fetcher:
    """Works in a thread of its own from `start` to `stop`."""

    def __init__(
        self,
        name: str,
        connect: Callable[[], BaseMailBox],
        look: Callable[[BaseMailBox], int],
        every: float,
        idle: bool,
        longest: float = LONGEST,
    ) -> None:
        """`look` takes what is new in the mailbox; `every`: seconds between two looks."""
        self._name, self._connect, self._look = name, connect, look
        self._every, self._idle, self._longest = every, idle, longest
        self._stop = Event()
        self._thread = Thread(target=self.run, name=f"fetcher {name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask_to_stop(self) -> None:
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """The mail in hand is finished, if it takes no longer; what is left stays in the mailbox."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    def run(self) -> None:
        while not self._stop.is_set():
            try:
                self._trying()(self._session)
            except Exception:  # nothing that one session meets may end the sessions
                logger.exception("%s: the mailbox could not be read", self._name)
                self._stop.wait(self._every)

    def _trying(self) -> Retrying:
        return Retrying(
            retry=retry_if_exception_type((*TROUBLES, SQLAlchemyError)),
            wait=wait_random_exponential(multiplier=1, max=self._longest),
            stop=stop_when_event_set(self._stop),
            sleep=sleep_using_event(self._stop),
            before_sleep=self._told,
            retry_error_callback=lambda _state: None,
        )

    def _session(self) -> None:
        """Ends well once a look went well, so that the waits begin small again."""
        box = self._connect()
        try:
            self._look_until_quiet(box)
            idle = self._idle and "IDLE" in box.client.capabilities
            until = time.monotonic() + RENEW
            while not self._stop.is_set() and time.monotonic() < until:
                try:
                    self._wait(box, idle)
                    self._look_until_quiet(box)
                except TROUBLES as broken:
                    logger.info("%s: connection lost (%s)", self._name, type(broken).__name__)
                    return
        finally:
            hang_up(box)

    def _look_until_quiet(self, box: BaseMailBox) -> None:
        """Mails that come while we look are told then, and not again once we wait."""
        told = True
        while told and not self._stop.is_set():
            box.client.response("EXISTS")  # what was told before is looked for now
            fresh = self._look(box)
            told = fresh > 0 or box.client.response("EXISTS")[1] != [None]

    def _wait(self, box: BaseMailBox, idle: bool) -> None:
        until = time.monotonic() + self._every
        if not idle:
            while not self._stop.wait(min(BREATH, self._every)) and time.monotonic() < until:
                pass
            return
        with box.idle as idling:
            while not self._stop.is_set() and time.monotonic() < until:
                begun = time.monotonic()
                # Nothing at once: the line is cut, and ending the command says so.
                if idling.poll(BREATH) or time.monotonic() - begun < BREATH / 2:
                    return

    def _told(self, state: RetryCallState) -> None:
        assert state.outcome
        trouble = state.outcome.exception()
        logger.warning("%s: try %s: %s", self._name, state.attempt_number, type(trouble).__name__)
