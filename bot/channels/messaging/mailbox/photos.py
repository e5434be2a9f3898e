"""The photos of a mail: made plain like those of the widget; logos and broken files left out. Never fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from bot.photos.picture import Picture, TooManyPixels, Unreadable, clean

KINDS = ("image/jpeg", "image/png", "image/webp")
LEAST = 200  # pixels of a side; what is smaller is a signature's logo
AT_ONCE = 4  # of a mail


@dataclass(frozen=True)
class PhotoLimits:
    size: int  # bytes of a file
    pixels: int


def photos_of(mail: Message, limits: PhotoLimits) -> tuple[Picture, ...]:
    """In the order of the mail, at most AT_ONCE."""
    found: list[Picture] = []
    for data in _files(mail, limits.size):
        try:
            picture = clean(data, limits.pixels)
        except (Unreadable, TooManyPixels):
            continue
        if min(picture.width, picture.height) >= LEAST:
            found.append(picture)
        if len(found) == AT_ONCE:
            break
    return tuple(found)


def _files(mail: Message, most: int) -> Iterator[bytes]:
    for part in mail.walk():
        if part.get_content_type() not in KINDS:
            continue
        try:
            data = part.get_payload(decode=True)
        except (ValueError, LookupError, AssertionError):
            continue
        if isinstance(data, bytes) and len(data) <= most:
            yield data
