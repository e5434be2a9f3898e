"""A letter as an e-mail message. Sent twice it has the same Message-ID, so a repeat is recognised."""

from __future__ import annotations

import uuid
from email.message import EmailMessage
from email.utils import format_datetime

from bot.mail.address import address
from bot.orders.outbox import Letter

_NAMESPACE = uuid.UUID("6d1c2a52-6f0e-4d53-9a3c-8e0f4f1d7b11")


def message(letter: Letter, sender: str) -> EmailMessage:
    """Raises ValueError for an address or a subject that no header can hold.

    ``sender`` is an address, with or without a name: ``Service client <aide@boutique.example>``.
    """
    made = EmailMessage()
    made["From"] = address(sender)
    made["To"] = address(letter.recipient)
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(letter.queued_at)
    made["Message-ID"] = message_id(letter, sender)
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office reply to this
    made.set_content(letter.body)
    return made


def message_id(letter: Letter, sender: str) -> str:
    """Made from the letter alone; what it says is part of it, so that two databases never share one."""
    told = "\n".join(
        (str(letter.id), letter.queued_at.isoformat(), letter.recipient, letter.subject, letter.body)
    )
    return f"<{uuid.uuid5(_NAMESPACE, told)}@{address(sender).domain}>"
