"""The other side of a platform, for the inherited tests: what it sends, and how it takes what we send."""

from __future__ import annotations

import itertools
import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, ClassVar

from tests.messaging.peer import Asked, Given

MERCHANT = "pictoonline"
ACCOUNT = "picto"


@dataclass(frozen=True)
class Sent:
    """What a customer gets to see. `buttons`: shown natively."""

    peer: str
    text: str
    buttons: tuple[str, ...] = ()


class Speaker(ABC):
    """`environment` holds the secrets that `entry` names; `old` is the secret in force before."""

    name: str
    environment: ClassVar[dict[str, str]]
    limit: int  # characters of a text
    native: bool = True  # whether it shows buttons

    def __init__(self) -> None:
        self.numbers = itertools.count(int(datetime.now().timestamp() * 1000) % 10**9)

    @property
    def channel(self) -> str:
        return f"{self.name}/{ACCOUNT}"

    @abstractmethod
    def entry(self, api: str) -> dict[str, Any]:
        """The account in the channels' file."""

    @abstractmethod
    def peer(self) -> str:
        """A customer nobody has seen yet."""

    @abstractmethod
    def id(self, peer: str) -> str:
        """A message id nobody has seen yet."""

    @abstractmethod
    def said(self, peer: str, id: str, text: str, at: datetime) -> bytes:
        """A customer's text as the platform's server posts it."""

    @abstractmethod
    def signed(self, body: bytes, url: str, secret: str | None = None) -> dict[str, str]:
        """The headers of a proven request, by the newest secret or another."""

    def template(self, peer: str, name: str, values: list[str]) -> Sent:
        """A message approved beforehand, whose values the platform wants on one line."""
        assert all(0 < len(one) <= 1024 and "\n" not in one and "    " not in one for one in values)
        return Sent(peer, f"{name}({', '.join(values)})")

    @property
    @abstractmethod
    def secrets(self) -> tuple[str, str]:
        """The newest, and the one before that is still in force."""

    @property
    @abstractmethod
    def signature(self) -> str:
        """The header that proves."""

    @abstractmethod
    def taken(self, asked: Asked) -> Given:
        """What the platform's server answers when all is well."""

    @abstractmethod
    def sent(self, asked: Asked) -> Sent:
        """What a request to send says; an AssertionError for what the platform would not take."""

    @abstractmethod
    def slow_down(self, seconds: int) -> Given:
        """Too fast."""

    @abstractmethod
    def expired(self) -> Given:
        """The token is not valid any more."""

    @abstractmethod
    def never(self) -> Given:
        """This message is not acceptable."""

    @abstractmethod
    def blocked(self) -> Given:
        """This customer wants nothing from us."""

    @abstractmethod
    def not_text(self, peer: str, id: str, at: datetime) -> dict[str, bytes]:
        """kind of `words.SHOWN` -> a request with one."""

    @abstractmethod
    def nothing_to_say(self, peer: str, id: str, at: datetime) -> dict[str, bytes]:
        """Requests that are acknowledged and ignored, by their names."""


def now() -> datetime:
    return datetime.now(timezone.utc).replace(microsecond=0)


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
