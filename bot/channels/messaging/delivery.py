"""Sends what a conversation has to say, in order, each message once as far as the platform lets us know.

At least once: where a platform took a message and its answer never reached us (the line was cut, we died
before writing it down), the message is sent again; losing it would be worse. No platform here offers a key
against that.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.message_log import Event
from bot.channels.messaging import ledger, staff
from bot.channels.messaging.failures import AccountTrouble, Later, Refused, Unreachable
from bot.channels.messaging.ledger import Due
from bot.channels.messaging.parts import joined, parts_of
from bot.channels.messaging.platform import Letter, Part, Platform
from bot.channels.messaging.words import HELD, INVITED, NOT_INVITED, REFUSED, WINDOW_CLOSED
from bot.orders.store import Store, Transaction

logger = logging.getLogger(__name__)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=15)
GIVES_UP = 80  # tries, some 18 hours at these waits; then staff are told


@dataclass(frozen=True)
class _Step:
    """The next event of a conversation on loan; `done` messages of it are sent already."""

    due: Due
    event: Event
    done: int
    heard: datetime


class Delivery:
    """`deliver` sends all of one conversation; `paused` says until when an account is left alone."""

    def __init__(self, store: Store, platforms: Mapping[str, Platform], now: Callable[[], datetime]) -> None:
        self._store, self._platforms, self._now = store, platforms, now
        self.paused: dict[str, datetime] = {}

    def take(self, limit: int) -> list[Due]:
        now = self._now()
        able = [channel for channel in self._platforms if self.paused.get(channel, now) <= now]
        with self._store.transaction() as tx:
            return ledger.take(tx.connection, able, now, limit)

    def deliver(self, due: Due) -> None:
        """Raises what a database raises; the loan then runs out by itself."""
        with self._store.transaction() as tx:
            step = self._next(tx, due, due.seq, due.parts)
        while step:
            step = self._say(step)

    def _next(self, tx: Transaction, due: Due, seq: int, parts: int = 0) -> _Step | None:
        """What is to be said after `seq`; without anything the loan is given back."""
        event = ledger.go_on(tx.connection, due, seq, self._now())
        if event and self._platforms[due.channel].joins:
            event = joined(event, ledger.turn_of(tx.connection, due, event))
        return _Step(due, event, parts, ledger.last_heard(tx.connection, due)) if event else None

    def _say(self, step: _Step) -> _Step | None:
        """Sends one event's messages. Each is one transaction: what is sent, and what comes next."""
        event, due, platform = step.event, step.due, self._platforms[step.due.channel]
        parts = parts_of(event.payload, platform.limits)
        for place, part in list(enumerate(parts, start=1))[step.done :]:
            key = f"{due.conversation}.{event.seq}.{place}"
            if not self._send(platform, due, part, key, step):
                return None
            due = replace(due, attempts=0)
            last = place == len(parts)
            with self._store.transaction() as tx:
                upto = (event.seq, 0) if last else (event.seq - 1, place)
                if not ledger.sent(tx.connection, due, *upto, part.choices, self._now()):
                    return None
                if last:
                    return self._next(tx, due, event.seq)
        with self._store.transaction() as tx:  # there was nothing to say in it
            mine = ledger.sent(tx.connection, due, event.seq, 0, None, self._now())
            return self._next(tx, due, event.seq) if mine else None

    def _send(self, platform: Platform, due: Due, part: Part, key: str, step: _Step) -> bool:
        """Whether to go on with the next one."""
        window = platform.window(due.peer)
        try:
            if window is not None and self._now() - step.heard >= window:
                hours = int(window.total_seconds() // 3600)
                raise Unreachable(WINDOW_CLOSED.format(hours=hours) + self._invite(platform, due, part))
            platform.send(Letter(due.peer, part, key, due.context, step.event.payload.get("answers")))
        except Unreachable as reason:
            self._hold(due, part, str(reason))
            return False
        except Refused as reason:
            # The next message may fit; this one goes to staff.
            logger.error("%s: a message was refused: %s", due.channel, reason)
            self._tell(due, key, REFUSED.format(channel=due.channel, reason=reason, text=part.text))
        except Later as reason:
            self._later(due, part, reason)
            return False
        return True

    def _invite(self, platform: Platform, due: Due, part: Part) -> str:
        """Outside the window an approved message may invite the customer to write, once in a silence. What to
        tell staff of it. Raises Later."""
        template = platform.account.template
        if template is None:
            return ""
        if due.held is None:
            try:
                platform.invite(due.peer, template, part.text)
            except (Refused, Unreachable) as reason:
                return NOT_INVITED.format(name=template.name, reason=reason)
        return INVITED.format(name=template.name)

    def _later(self, due: Due, part: Part, reason: Later) -> None:
        attempts, now = due.attempts + 1, self._now()
        if attempts > GIVES_UP:
            self._hold(due, part, str(reason))
            return
        wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
        if reason.after is not None:
            wait = max(timedelta(seconds=reason.after), FIRST_WAIT)
        logger.warning("%s: to be sent again in %s s: %s", due.channel, round(wait.total_seconds()), reason)
        if isinstance(reason, AccountTrouble):
            self.paused[due.channel] = now + wait
        with self._store.transaction() as tx:
            ledger.later(tx.connection, due, now + wait, str(reason), attempts)

    def _hold(self, due: Due, part: Part, reason: str) -> None:
        logger.warning("%s: kept until the customer writes: %s", due.channel, reason)
        told = HELD.format(reason=reason, channel=due.channel, text=part.text)
        with self._store.transaction() as tx:
            if ledger.hold(tx.connection, due, reason):
                staff.tell(tx, due.conversation, due.merchant, told, self._now())

    def _tell(self, due: Due, key: str, words: str) -> None:
        with self._store.transaction() as tx:
            staff.tell(tx, due.conversation, due.merchant, words, self._now(), about=key)
