"""Which of the orders offered as buttons is meant: « la mienne », « la plus récente », « celle à 89 € »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue import orders
from bot.dialogue.named_orders import named_by_amount
from bot.dialogue.other_order import place_named
from bot.dialogue.state import ORDER
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.orders.keys import email_key
from bot.orders.model import Order

_MINE = re.compile(
    r"(?:(?:oui|ok|ah|bah|ben|bon|et|alors|donc|mais|non|c|ce|est|etait|bien|voila|pour|svp|stp|merci|juste|"
    r"la|le) )*"
    r"(?:mienne|mien|celle (?:la|ci)|elle|la seule)(?: (?:alors|donc|svp|stp|merci|du coup|oui))*"
)


def pointed_out(offered: Sequence[Order], message: str) -> Order | None:
    """The one order of ``offered``, in the order of their buttons, that the message points at."""
    text = fold(message)
    if len(offered) == 1 and _MINE.fullmatch(text):
        return offered[0]
    place = place_named(text)
    if place is not None and -len(offered) <= place < len(offered):
        return offered[place]
    costing = named_by_amount(offered, message)
    return costing[0] if len(costing) == 1 else None


def somebody_elses(talk: Talk) -> bool:
    """ "son mail, c'est zoe@example.org": who is signed in sees the orders of that account and no other's."""
    email = talk.message.entity("email")
    if not talk.customer or not email or talk.state.awaiting != ORDER or talk.message.entity("order_number"):
        return False
    if email_key(email) == email_key(talk.customer):
        return False
    talk.decide("identity_refused")
    orders.offer_orders(talk, orders.orders_of(talk, talk.customer), talk.words("not_on_account"))
    return True
