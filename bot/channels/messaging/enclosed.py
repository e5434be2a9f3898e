"""Keeps the photos that came with a message: with the ticket or incident, or until there is one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from bot.channels.message_log import append
from bot.channels.refusals import PHOTO_KEPT, PHOTO_SAID, PHOTO_WAITS
from bot.orders.store import Transaction
from bot.photos.picture import Picture


def enclose(
    tx: Transaction,
    conversation: str,
    merchant: str,
    message: str,
    photos: Sequence[Picture],
    most: int,
    at: datetime,
) -> str | None:
    """Within the caller's transaction, `most` in a conversation. What to say of it; None if none was kept."""
    room = max(0, most - tx.photos.count(conversation))
    said = None
    for place, photo in enumerate(photos[:room], start=1):
        id, size = f"{sha256(message.encode()).hexdigest()[:32]}-{place}", (photo.width, photo.height)
        kept = tx.photos.add(conversation, id, merchant, size, photo.jpeg, at)
        line = {"id": id, "text": PHOTO_SAID, "photo": {"width": photo.width, "height": photo.height}}
        append(tx.connection, conversation, "said", [line], at)
        said = PHOTO_KEPT.format(reference=kept.reference) if kept.reference else PHOTO_WAITS
    return said
