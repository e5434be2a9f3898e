"""Which parcels of the order are meant, by the tracking numbers that the customer gives."""

from __future__ import annotations

from bot.dialogue.talk import Talk
from bot.orders.keys import number_key
from bot.orders.model import Order

LONG = 8  # characters: a shorter number could begin a longer one, and has to stand alone


def meant(talk: Talk, order: Order) -> frozenset[str]:
    """The tracking numbers named in the request, or given since; empty: nothing was said of it.

    They are kept in the state: the yes to an offer about one parcel does not name it again.
    """
    said = f"{talk.state.request} {talk.message.text}"
    named = [parcel.tracking for parcel in order.parcels if named_in(said, parcel.tracking)]
    if named:
        talk.state.parcels = named
    return frozenset(talk.state.parcels)


def named_in(said: str, tracking: str) -> bool:
    """Whether the number is said, with or without the spaces that people put into long ones."""
    key = number_key(tracking)
    return key in number_key(said) if len(key) >= LONG else key in map(number_key, said.split())
