"""« Annulez mes deux commandes », « toutes »: the same request for several orders, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.state import ORDER
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.orders.model import Order

MOST = 5  # orders
# Where « mes commandes » alone means each of them.
_EACH = ("order_status", "cancel_order", "parcel_not_received")
_OVER = ("delivered", "returned", "cancelled")
_COUNTS = {"deux": 2, "2": 2, "trois": 3, "3": 3, "quatre": 4, "4": 4, "cinq": 5, "5": 5}
_NUMBER = "|".join(_COUNTS)
_ALL = re.compile(
    rf"\b(?<!dans )(?<!espace )(?<!rubrique )(?P<every>toutes )?(?:mes|les|ces|nos) "
    rf"(?:(?P<count>{_NUMBER}) )?(?:dernieres? )?(?:commandes|cmds?)\b"
    rf"|\w (?:toutes )?les (?P<alone>{_NUMBER})$"
)
# The reply to « which order? ».
_REPLY = re.compile(
    rf"(?:(?:oui|non|ok|bah|ben|mais|et|en fait|je veux|annul\w+|svp|merci|pour|des|les|l une et l autre) ?)*"
    rf"(?:toutes? ?)?(?:(?:les )?(?P<count>{_NUMBER})|toutes|les deux|l une et l autre)"
    rf"(?: (?:svp|merci|commandes))*"
)


def all_meant(talk: Talk, own: Sequence[Order]) -> list[Order]:
    """The orders that the message means together, those under way where it does not count them all; empty
    when it means no several."""
    text = fold(talk.message.text)
    found = _REPLY.fullmatch(text) if talk.state.awaiting == ORDER else _ALL.search(text)
    if found is None:
        return []
    told = found.groupdict()
    said = told.get("count") or told.get("alone")
    if not (said or told.get("every") or talk.state.awaiting == ORDER or talk.state.topic in _EACH):
        return []
    under_way = [order for order in own if order.stage not in _OVER]
    for some in (under_way, list(own)):
        if 1 < len(some) <= MOST and len(some) == (_COUNTS[said] if said else len(some)):
            return some
    return []


def means_all(message: str) -> bool:
    """« les deux », « oui toutes »: all of what is talked about, and nothing else."""
    return bool(_REPLY.fullmatch(fold(message)))


def one_by_one(talk: Talk, orders: Sequence[Order]) -> Order:
    """The first of them, for now; the others wait (`pending.py`), and the customer is told so."""
    first, *others = (order.number for order in orders)
    state = talk.state
    state.pending = {
        "text": state.request,
        "topic": state.topic,
        "entities": [["order_number", others[0]]],
        "then": others[1:],
    }
    talk.say(talk.words("one_by_one", first=first, others=others))
    return orders[0]
