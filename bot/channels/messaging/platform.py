"""What every messaging platform can do: prove a request, read it, send a part of an answer, say it is well.

A platform's file knows its payloads and nothing else: no database, no web server, no Rasa.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

from bot.channels.messaging.account import Account, Need
from bot.channels.messaging.api import Api
from bot.channels.messaging.events import Event
from bot.channels.messaging.failures import Refused
from bot.channels.messaging.template import Template


class Forged(Exception):
    """The request does not come from the platform, or cannot prove it."""


class Unreadable(Exception):
    """The request is proven, but is not what the platform's documentation describes."""


@dataclass(frozen=True)
class Incoming:
    """A request as it came. `url` is the public one, query included; header names are in lower case."""

    method: str
    url: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What the platform gets back, at once."""

    status: int = 200
    text: str = ""
    content_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Limits:
    """`text`: characters of one message, as `measure` counts them; `asking`: the same for one with buttons.

    `buttons`: how many may be shown natively, 0 for none; `title`: the longest title of one. What does not
    fit is written as a numbered list.
    """

    text: int
    asking: int
    buttons: int = 0
    title: int = 0
    measure: Callable[[str], int] = len


@dataclass(frozen=True)
class Part:
    """One message to send. `buttons` are shown natively; `choices` are the titles that numbers stand for."""

    text: str
    buttons: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letter:
    """A part with its way. `key` is the same at every try; `context` is what the platform kept of the thread
    (`Said.context`); `answers` is the platform's id of the message that is answered, None for a person's
    reply."""

    peer: str
    part: Part
    key: str
    context: Mapping[str, Any] = field(default_factory=dict)
    answers: str | None = None


class Platform(ABC):
    """One account at one platform."""

    name: ClassVar[str]
    needs: ClassVar[Sequence[Need]]
    limits: ClassVar[Limits]
    api: ClassVar[str]  # the platform's address, unless the account names another
    # A message that was written longer ago is not taken any more: longer than the platform tries again.
    oldest: ClassVar[timedelta | None] = None
    # Whether a customer's address here is an e-mail address, which an order can hold.
    email: ClassVar[bool] = False
    # Whether all that a turn says goes as one message.
    joins: ClassVar[bool] = False
    # Whether a message approved beforehand may be sent once the window is over.
    templates: ClassVar[bool] = False

    def __init__(self, account: Account, timeout: tuple[float, float] | None = None) -> None:
        self.account = account
        self.http = Api(account.api or self.api, timeout)

    @classmethod
    def defects(cls, account: Account) -> list[tuple[str, str]]:
        """What the file says of an account and cannot be: (key, words in French)."""
        return []

    def place(self, public: str) -> str:
        """Where customers' messages come in; `public` is the server's address."""
        return f"{public}/channels/{self.account.channel}"

    def handshake(self, request: Incoming) -> Answer:
        """The platform's question when its webhook is set up (GET). Raises Forged."""
        raise Forged("no handshake at this platform")

    @abstractmethod
    def verify(self, request: Incoming) -> None:
        """Before anything is parsed. Raises Forged."""

    @abstractmethod
    def read(self, request: Incoming) -> list[Event]:
        """What a proven request brings, in the order in which it was written. Raises Unreadable."""

    def acknowledge(self) -> Answer:
        return Answer()

    @abstractmethod
    def send(self, letter: Letter) -> str:
        """The platform's id of the message. Raises what `failures.py` names."""

    def invite(self, peer: str, template: Template, text: str) -> None:
        """Sends the template; `text` is the reply that waits. Raises what `failures.py` names."""
        raise Refused("pas de modèle ici")

    @abstractmethod
    def probe(self) -> str:
        """Asks the platform who we are; a few words about it. Raises what `failures.py` names."""

    @property
    def address(self) -> str | None:
        """Our number or page in `Event.to`; None where all that comes to the account's webhook is its own."""
        return None

    def window(self, peer: str) -> timedelta | None:
        """For so long after a customer's last message may be written what one likes; None: always."""
        return None
