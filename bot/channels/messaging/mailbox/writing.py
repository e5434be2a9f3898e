"""A part of an answer as a mail in its thread. The same letter is the same mail at every try."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from bot.channels.messaging.mailbox.headers import bare_subject
from bot.channels.messaging.mailbox.reading import OURS
from bot.channels.messaging.platform import Letter
from bot.channels.messaging.tags import tag
from bot.clock import Clock
from bot.mail.address import address

LINE = 900  # characters of a header line; RFC 5322 allows 998
NO_SUBJECT = "Votre message"


def mail_of(letter: Letter, sender: str) -> EmailMessage:
    """Raises ValueError for an address that no header can hold."""
    made = EmailMessage()
    made["From"] = address(sender)
    made["To"] = address(letter.peer)
    made["Subject"] = f"Re: {bare_subject(_clean(letter.context.get('subject'))) or NO_SUBJECT}"
    made["Date"] = format_datetime(Clock().now())
    made["Message-ID"] = f"<{own_id(letter.key, address(sender).domain)}>"
    thread = _upto(letter)
    if thread:
        made["In-Reply-To"] = f"<{thread[-1]}>"
        made["References"] = _references(thread)
    made["Auto-Submitted"] = "auto-replied"  # RFC 3834: no out-of-office reply to this
    made["X-Auto-Response-Suppress"] = "All"  # the same for Exchange
    made.set_content(letter.part.text, cte="quoted-printable")
    # Ids must not be folded or encoded: other programs would not know them again.
    made.policy = SMTP.clone(max_line_length=LINE + 90)
    return made


def own_id(key: str, domain: str) -> str:
    """`key`: <conversation>.<event>.<part>."""
    conversation, event, part = key.rsplit(".", 2)
    return f"{OURS}.{tag(conversation)}.{event}.{part}@{domain}"


def _upto(letter: Letter) -> list[str]:
    """The thread up to the mail that is answered: another one may have come since. An id of no mail is
    left out."""
    thread = [str(id) for id in letter.context.get("thread") or ()]
    if letter.answers in thread:
        thread = thread[: thread.index(letter.answers) + 1]
    elif letter.answers:
        thread = [*thread, letter.answers]
    return [id for id in thread if "@" in id and id.isprintable()]


def _references(thread: list[str]) -> str:
    """The first and the last ones, as many as fit."""
    first, kept = thread[0], [thread[-1]]
    for id in reversed(thread[1:-1]):
        if len(first) + sum(len(one) + 3 for one in kept) + len(id) + 6 > LINE:
            break
        kept.insert(0, id)
    return " ".join(f"<{id}>" for id in dict.fromkeys([first, *kept]))


def _clean(subject: object) -> str:
    return " ".join(str(subject or "").split())
