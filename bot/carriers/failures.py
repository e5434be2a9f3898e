"""Why a carrier gave no tracking. Each message is one line in French, for support staff."""

from __future__ import annotations


class CarrierFailure(Exception):
    """No tracking was had."""


class UnknownNumber(CarrierFailure):
    """The carrier answered, and does not know the number (or not yet, or not any more)."""


class KeyRefused(CarrierFailure):
    """The key is wrong, has expired or is not meant for this."""


class Passing(CarrierFailure):
    """Another try may succeed. ``wait``: seconds the carrier asked to be left alone for, when it did."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class Silent(CarrierFailure):
    """Nobody was asked, or no answer came in time: a pause after failures, a deadline."""


class Unreadable(CarrierFailure):
    """An answer that is not what the API publishes."""
