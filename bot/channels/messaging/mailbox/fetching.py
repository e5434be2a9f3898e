"""One look into a mailbox: what a person wrote is kept, then marked; what nobody wrote is marked only.

A mail stays unread until it is kept, and is kept under its own Message-ID: whoever dies between the two, or
looks at the same time, changes nothing. One that somebody read before us is theirs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from imap_tools import BaseMailBox, MailMessageFlags
from sqlalchemy.exc import DataError

from bot.channels.messaging.email import Email
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.mailbox.reading import Reader

logger = logging.getLogger(__name__)
MARK = "RelaisTaken"  # on all that we looked at
BYTES = 14 * 1024 * 1024  # of a mail: its text, and the first photos
AGE = timedelta(days=7)  # of a mail that is still answered
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Fetching:
    def __init__(self, platform: Email, inbox: Inbox, reader: Reader, now: Callable[[], datetime]) -> None:
        self._platform, self._inbox, self._reader, self._now = platform, inbox, reader, now
        self._done: set[str] = set()  # in this session; some servers keep no marks
        self._session: BaseMailBox | None = None

    def look(self, box: BaseMailBox) -> int:
        """How many mails were new. Raises what `imap.TROUBLES` names, and what a database raises."""
        if box is not self._session:
            self._session, self._done = box, set()
        since = self._now() - AGE
        day = f"{since.day}-{MONTHS[since.month - 1]}-{since.year}"
        uids = box.uids(f"UNSEEN UNKEYWORD {MARK} SINCE {day}", charset=None)
        fresh = [uid for uid in uids if uid not in self._done]
        for uid in fresh:
            self._take(box, uid)
        return len(fresh)

    def _take(self, box: BaseMailBox, uid: str) -> None:
        raw = _fetched(box, uid)
        taken = raw is not None and self._keep(raw)
        self._done.add(uid)
        if raw is not None:  # else it is gone meanwhile
            box.flag(uid, [MailMessageFlags.SEEN, MARK] if taken else MARK, True)

    def _keep(self, raw: bytes) -> bool:
        """Whether it is kept. A mail that nobody can read must not stand in the way of those behind it: it
        stays unread, for people."""
        channel = self._platform.account.channel
        try:
            event, why = self._reader.read(raw)
            if event is None:
                logger.info("%s: a mail is left alone: %s", channel, why)
                return False
            self._inbox.take(self._platform, [event], self._now())
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, DataError) as defect:
            logger.error("%s: a mail is left to people: %s", channel, type(defect).__name__)
            return False
        return True


def _fetched(box: BaseMailBox, uid: str) -> bytes | None:
    """The mail's first bytes; reading them marks nothing."""
    _, data = box.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{BYTES}>)")
    found = [part[1] for part in data if isinstance(part, tuple) and isinstance(part[1], bytes)]
    return found[0] if found else None
