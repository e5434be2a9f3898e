"""What a mail says as plain text: its text part, else its HTML. Reading one never fails."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message

import lxml.html
from inscriptis import get_text
from lxml.etree import LxmlError

LARGEST = 200_000  # characters of a part; more is nobody's typing
DEPTH = 10  # parts within parts
# What the usual programs put around what is quoted.
QUOTING = ("gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix")
OUTLOOK = ("divRplyFwdMsg", "appendonsend")
QUOTED = " | ".join(
    (
        "//blockquote[@type='cite']",
        *(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in QUOTING),
        *(f"//*[@id='{name}']{way}" for name in OUTLOOK for way in ("", "/following-sibling::*")),
        "//style | //script | //head",
    )
)


def body_of(message: Message) -> str:
    parts = list(_shown(message))
    plain = [
        text for part in parts if part.get_content_type() == "text/plain" if (text := _text(part).strip())
    ]
    if plain:
        return "\n".join(plain)
    return "\n".join(
        _from_html(_text(part)) for part in parts if part.get_content_type() == "text/html"
    ).strip()


def attachment_of(message: Message) -> str | None:
    """The kind (of `words.SHOWN`) of the first part that is no text."""
    kinds = {"image": "photo", "audio": "voice", "video": "video"}
    for part in message.walk():
        if not part.is_multipart() and (part.get_content_maintype() != "text" or _attached(part)):
            return kinds.get(part.get_content_maintype(), "file")
    return None


def _shown(message: Message, depth: int = 0) -> Iterator[Message]:
    """The text parts that a mail program shows: no attachment, nothing of a mail within the mail."""
    payload = message.get_payload()
    if isinstance(payload, list):
        if message.get_content_maintype() == "multipart" and depth < DEPTH:
            for part in (one for one in payload if isinstance(one, Message)):
                yield from _shown(part, depth + 1)
    elif message.get_content_maintype() == "text" and not _attached(message):
        yield message


def _attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _text(part: Message) -> str:
    """By the charset declared; where that cannot be, by the likely ones."""
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    if not isinstance(raw, bytes):
        return ""
    for charset in (str(part.get_content_charset("utf-8")), "utf-8", "cp1252"):
        try:
            return raw[: LARGEST * 4].decode(charset)[:LARGEST]
        except (UnicodeError, LookupError, ValueError):
            continue
    return raw.decode("utf-8", "replace")[:LARGEST]


def _from_html(html: str) -> str:
    try:
        tree = lxml.html.fromstring(
            html.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
        for quoted in tree.xpath(QUOTED):
            if quoted.getparent() is not None:
                quoted.drop_tree()
        return str(get_text(lxml.html.tostring(tree, encoding="unicode"))).strip()
    except (LxmlError, ValueError, RecursionError, AssertionError):
        return ""
