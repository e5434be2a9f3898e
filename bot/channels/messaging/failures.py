"""How sending can fail, by what is to be done about it. The words are for the log and for staff: no token, no
address of ours in them."""

from __future__ import annotations


class SendFailure(Exception):
    """The words say what the platform answered."""


class Later(SendFailure):
    """Worth trying again, after so many seconds if the platform says so."""

    def __init__(self, words: str, after: float | None = None) -> None:
        super().__init__(words)
        self.after = after


class AccountTrouble(Later):
    """The whole account is concerned: its token is refused, or it sends too fast."""


class Refused(SendFailure):
    """This message will never be taken; the next one may be."""


class Unreachable(SendFailure):
    """Nothing reaches this customer until they write again (blocked, unsubscribed, window closed)."""
