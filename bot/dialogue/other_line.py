"""« Et le coussin ? », « la lampe aussi finalement »: the same request for another article or parcel."""

from __future__ import annotations

import re

from bot.dialogue import lines, orders
from bot.dialogue.answer import go_on
from bot.dialogue.articles import more_than_names
from bot.dialogue.naming_it import agrees_to_just_that
from bot.dialogue.places import PLACE, by_place
from bot.dialogue.state import OFFER
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.orders.model import Line, Order
from bot.policies.vocabulary import ORDER_TOPICS

# All that may stand beside the article's name.
_AROUND = re.compile(
    r"(?:et|oui|ah|oups|mais|bon|pour|de|du|d|le|la|les|l|mon|ma|mes|aussi|alors|egalement|pareil|idem|meme|chose|"
    r"nn|enfaite?|je|peux|peut|possible|non|nan|pardon|plutot|desolee?|tant|qu|on|y|celui|celle|ci|bon|ok|en|fait|finalement|donc|sinon|svp|au|plus|un|une|c|est|ce|concernant|quid|il|y|a|merci|stp|s|vous|plait)"
)
# A bare name says nothing of its own, whatever it is read as, unless it is a matter of orders.
_ORDERS_ASKED = frozenset(ORDER_TOPICS)
_OTHER_PARCEL = re.compile(
    r"(?:(?:et|pour|ok|oui|mais|alors|sinon) )*(?:l|le) ?(?:autre|deuxieme|second)(?: colis)?"
)
_TOO = re.compile(r"\b(aussi|egalement|pareil|idem|meme chose|en plus|tant qu on y est)\b")
_A_POINTER = re.compile(rf"\b(?:{PLACE}|autre)\b")
_ASKS = re.compile(r"^(ah |oui |mais |bon )*et\b")


def other_line(talk: Talk) -> bool:
    """Whether the message names another article and nothing else; the topic is then answered for it, and for
    what is offered already where it says « aussi »."""
    state = talk.state
    table = talk.pack.tables.get(state.topic or "")
    if table is None or table.subject not in ("line", "parcel") or state.topic not in ORDER_TOPICS:
        return False
    text = fold(talk.message.text)
    opens = _TOO.search(text) or _ASKS.search(text) or talk.message.intent not in _ORDERS_ASKED
    if state.awaiting not in (None, OFFER) or not (opens or _A_POINTER.search(text)):
        return False  # before the order is read
    order = orders.allowed(talk, state.focus) if state.focus else None
    found = lines.named(order, talk.message.text) if order else []
    several = state.offer is not None and len(state.offer.acts) > 1
    placed = _placed(order, text) if order and not found and not several else []
    if order and not found and not several and not placed:
        placed = _the_other(order, text, lines.meant(talk, order))
    if order is None or not (placed or opens) or not (found or placed) or (found and _says_more(text, found)):
        return False
    found = found or placed
    if state.offer and agrees_to_just_that(talk):
        return False
    offered = [act[2] for act in state.offer.acts if act[2] != "None"] if state.offer else []
    kept = offered if _TOO.search(text) else []
    state.lines = [line.id for line in order.lines if line.id in kept or line in found]
    state.done, state.declined = "", None
    go_on(talk)
    return True


def _placed(order: Order, text: str) -> list[Line]:
    """ "le deuxième aussi", of an order's articles, where nothing else is said."""
    rest = [word for word in text.split() if not _AROUND.fullmatch(word) and not re.fullmatch(PLACE, word)]
    return by_place(text, order.lines) if len(order.lines) > 1 and not rest else []


def _the_other(order: Order, text: str, spoken_of: frozenset[str]) -> list[Line]:
    """ "et l'autre ?", of two articles of which one was talked about."""
    rest = {word for word in text.split() if not _AROUND.fullmatch(word)}
    others = [line for line in order.lines if line.id not in spoken_of]
    pointed = rest in ({"autre"}, {"autre", "article"}) and "autres" not in text
    return others if pointed and len(order.lines) == 2 and len(others) == 1 else []


def names_only(order: Order, message: str) -> bool:
    """Whether the message is no more than the names of articles of the order."""
    found = lines.named(order, message)
    return bool(found) and not _says_more(fold(message), found)


def _says_more(text: str, found: list[Line]) -> bool:
    return more_than_names((word for word in text.split() if not _AROUND.fullmatch(word)), found)


def other_parcel(talk: Talk) -> bool:
    """« Et l'autre colis ? », after one of the order's parcels was talked about."""
    state = talk.state
    table = talk.pack.tables.get(state.topic or "")
    if table is None or table.subject != "parcel" or state.awaiting not in (None, OFFER):
        return False
    text = fold(talk.message.text)
    if not state.parcels or "colis" not in text or not _OTHER_PARCEL.fullmatch(text):
        return False
    order = orders.allowed(talk, state.focus) if state.focus else None
    others = [one.tracking for one in order.parcels if one.tracking not in state.parcels] if order else []
    if not others:
        return False
    state.request, state.parcels = talk.message.text, others
    go_on(talk)
    return True
