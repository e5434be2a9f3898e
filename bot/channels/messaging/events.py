"""What a platform's request can bring, whatever the platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.photos.picture import Picture


@dataclass(frozen=True)
class Thread:
    """Where messages say what they answer. `answers`: tags of conversations (`tags.py`); none of them ours,
    and a new conversation begins. `proven`: that the address is the sender's; `at_most`: answers to one
    sender in an hour."""

    answers: frozenset[str] = frozenset()
    proven: bool = False
    at_most: int | None = None


@dataclass(frozen=True)
class Said:
    """A customer's text. `to`: our number or page, where one request may bring those of several; `id`: the
    platform's own; `context`: JSON values that a reply will need; `thread`: None where the sender alone tells
    the conversation; `photos` came with it."""

    peer: str
    id: str
    text: str
    at: datetime | None = None
    to: str | None = None
    context: Mapping[str, Any] | None = None
    thread: Thread | None = None
    photos: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Shown:
    """What is no text. `kind` is a key of `words.SHOWN`."""

    peer: str
    id: str
    kind: str
    at: datetime | None = None
    to: str | None = None
    context: Mapping[str, Any] | None = None
    thread: Thread | None = None
    photos: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Undelivered:
    """The platform took a message of ours and could not deliver it."""

    peer: str
    id: str
    reason: str
    at: datetime | None = None
    to: str | None = None


Event = Said | Shown | Undelivered
