"""The forms under which an order number, a tracking number or an e-mail is looked up."""

from __future__ import annotations

import unicodedata

from bot.orders.plain_text import storable


def number_key(number: str) -> str:
    """A number as people retype it: case, spaces, dashes, « # » and other signs do not count.

    >>> number_key("#tp 50-001")
    'tp50001'
    """
    folded = unicodedata.normalize("NFKC", number).casefold()
    letters = "".join(char for char in folded if char.isalnum())
    # A "number" made of signs alone still has to differ from the empty one.
    return letters or storable(folded).strip()


def email_key(email: str) -> str:
    """An e-mail address without the case and the spaces around it."""
    return storable(email).strip().casefold()
