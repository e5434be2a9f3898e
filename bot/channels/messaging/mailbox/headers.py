"""Header fields as anybody may have written them: reading one never fails."""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from bot.orders.columns import storable

_ID = re.compile(r"<([\x21-\x3b\x3d\x3f-\x7e]{1,250})>")
_REPLY = re.compile(r"^\s*((re|rép|rep|réf|ref|aw|antw|tr|fwd?|wg|sv)\s*(\[\d+\])?\s*:\s*)+", re.IGNORECASE)


def text_of(message: Message, name: str) -> str:
    """The field's text on one line, decoded; empty if there is none."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        text = str(make_header(decode_header(str(raw))))
    except (ValueError, LookupError, AssertionError):
        text = str(raw)
    return " ".join(storable(text).split())


def ids_of(message: Message, name: str) -> list[str]:
    """The message ids of the field, without their brackets."""
    return _ID.findall(" ".join(str(value) for value in message.get_all(name) or ()))


def senders(message: Message) -> list[str]:
    """The addresses of From, in lower case. More than one is nobody's ordinary mail."""
    values = [str(value) for value in message.get_all("From") or ()]
    return [storable(spec).strip().lower() for _, spec in getaddresses(values) if "@" in spec]


def bare_subject(subject: str) -> str:
    """Without « Re: », « TR : » and the like."""
    return _REPLY.sub("", subject).strip()
