"""Delivery reports about mails of ours (RFC 3464)."""

from __future__ import annotations

from collections.abc import Callable
from email.message import Message

from bot.channels.messaging.events import Undelivered
from bot.channels.messaging.mailbox.headers import text_of


def bounce_of(message: Message, id: str, is_ours: Callable[[str], bool]) -> Undelivered | None:
    """What a report says was not delivered for good; None for anything else. `is_ours`: whether a text names
    a message id of ours, which a forged report could not know."""
    if message.get_content_type() != "multipart/report" or not isinstance(message.get_payload(), list):
        return None
    recipient = reason = ""
    returned = False
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in list(part.walk())[1:]:
                if text_of(block, "Action").lower() == "failed" and not recipient:
                    recipient = text_of(block, "Final-Recipient").rpartition(";")[2].strip().lower()
                    reason = (text_of(block, "Diagnostic-Code") or text_of(block, "Status"))[:200]
        returned = returned or is_ours(_returned_id(part))
    return Undelivered(recipient, id, reason or "sans motif") if recipient and returned else None


def _returned_id(part: Message) -> str:
    """The Message-ID of what is sent back, whole or its header alone."""
    if part.get_content_type() == "text/rfc822-headers":
        raw = part.get_payload(decode=True)
        return raw.decode("ascii", "replace") if isinstance(raw, bytes) else ""
    return str(part.get("Message-ID", ""))
