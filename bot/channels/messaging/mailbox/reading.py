"""A mail, as it came, as an event of a channel."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Any

from bot.channels.messaging.events import Event, Said, Shown, Thread
from bot.channels.messaging.mailbox.bodies import attachment_of, body_of
from bot.channels.messaging.mailbox.bounces import bounce_of
from bot.channels.messaging.mailbox.headers import bare_subject, ids_of, senders, text_of
from bot.channels.messaging.mailbox.photos import PhotoLimits, photos_of
from bot.channels.messaging.mailbox.quotes import new_text
from bot.channels.messaging.mailbox.robots import not_a_person
from bot.channels.messaging.mailbox.trust import proven

OURS = "relais"  # how our message ids begin: <relais.TAG.N.N@…>
_OURS = re.compile(rf"{OURS}\.([0-9a-f]{{32}})\.")
LONGEST_SUBJECT, THREAD = 200, 20  # characters, ids


@dataclass(frozen=True)
class Reader:
    """`own`: the addresses of all mailboxes here, in lower case; `trusted`: see `trust.py`; `at_most`:
    answers to one sender in an hour; `photos`: none are taken without."""

    own: Collection[str]
    trusted: str | None
    at_most: int
    photos: PhotoLimits | None = None

    def read(self, raw: bytes) -> tuple[Event | None, str]:
        """What a person wrote, or what is wrong; else None and why the mail is left alone."""
        mail = message_from_bytes(raw)
        id = _id(mail, raw)
        bounce = bounce_of(mail, id, lambda text: bool(_OURS.search(text)))
        if bounce:
            return bounce, "a delivery report"
        why = not_a_person(mail, self.own)
        if why:
            return None, why
        return self._event(mail, id, senders(mail)[0]), "a person's"

    def _event(self, mail: Message, id: str, peer: str) -> Event:
        answered = [*ids_of(mail, "References"), *ids_of(mail, "In-Reply-To")]
        tags = frozenset(found[1] for one in answered if (found := _OURS.match(one)))
        thread = Thread(tags, proven(mail, peer, self.trusted), self.at_most)
        subject = text_of(mail, "Subject")[:LONGEST_SUBJECT]
        context: dict[str, Any] = {"subject": subject, "thread": [*answered[-THREAD:], id]}
        text = new_text(body_of(mail)) or bare_subject(subject)
        photos = photos_of(mail, self.photos) if self.photos else ()
        if text:
            return Said(peer, id, text, context=context, thread=thread, photos=photos)
        shown = attachment_of(mail) or "other"
        return Shown(peer, id, shown, context=context, thread=thread, photos=photos)


def _id(mail: Message, raw: bytes) -> str:
    """The mail's own id; of one without any, what makes it the same when it is fetched again."""
    found = ids_of(mail, "Message-ID")
    return found[0] if found else f"sha256-{hashlib.sha256(raw).hexdigest()}"
