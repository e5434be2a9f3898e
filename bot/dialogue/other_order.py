"""« Et pour l'autre ? », « la deuxième », « celle d'avant »: the same topic for another order."""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue import orders
from bot.dialogue.answer import answer_topic, go_on
from bot.dialogue.state import EMAIL, NUMBER, ORDER, State
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.words import fold
from bot.made_once import made_once
from bot.orders.keys import number_key
from bot.orders.model import Order
from bot.policies.vocabulary import ORDER_TOPICS

_FILE = Path(__file__).with_name("context.yml")
_NOT_THAT_ONE = re.compile(r"\bpas (?:(?:pour|sur|de) )?(?:la |le )?(?:commande |numero )?[a-z]{0,5} ?\d{3}")
_THE_OTHER = re.compile(r"\b(?:l|d) autre(?! (?:jour|fois|cote|article|colis|produit|parcel))\b")
_OTHER_ORDER = re.compile(r"\b(?:l|d) autre commande\b")
_PLACES = {
    "la premiere": 0,
    "la derniere": 0,
    "la plus recente": 0,
    "la deuxieme": 1,
    "la seconde": 1,
    "la troisieme": 2,
    "l ancienne": -1,
    "la plus ancienne": -1,
}


@made_once
def _pattern() -> re.Pattern[str]:
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    around, which = ("|".join(lists[name]) for name in ("around", "which"))
    return re.compile(rf"(?:(?:{around}) )*(?P<which>{which})(?: (?:{around}))*")


def place_named(text: str) -> int | None:
    """The place among orders, the newest first, that folded words name: "la plus récente"; else None."""
    found = _pattern().fullmatch(text)
    return _PLACES.get(found["which"]) if found else None


def corrected(talk: Talk, was: State | None) -> bool:
    """ "non en fait je parlais de la 204003" after an answer, or an offer, for another order: the same topic
    for that one; what was offered in ``was`` is void."""
    state, named = talk.state, talk.message.entity("order_number")
    spoken_of = (was.offer.order if was and was.offer else None) or state.focus
    if (
        not named
        or not spoken_of
        or state.topic not in ORDER_TOPICS
        or state.awaiting in (NUMBER, EMAIL, ORDER)
    ):
        return False
    if number_key(named) in number_key(spoken_of) or _NOT_THAT_ONE.search(fold(talk.message.text)):
        return False
    state.drop()
    state.lines, state.said, state.done, state.declined = [], {}, "", None
    go_on(talk)
    return True


def other_order(talk: Talk) -> bool:
    state = talk.state
    found = _pattern().fullmatch(fold(talk.message.text))
    asked = state.awaiting in (NUMBER, EMAIL, ORDER)
    if not found and _own_request(talk):
        return True
    if not found or state.topic not in ORDER_TOPICS or not state.focus or asked:
        return False
    if found["which"] in _PLACES and state.offer and len(state.offer.acts) > 1:
        return False  # "la première" of what is offered (`narrowing.py`)
    others = _others(talk, found["which"])
    if len(others) == 1:
        state.drop()
        state.lines, state.said, state.number, state.done = [], {}, others[0].number, ""
        go_on(talk)
    elif talk.customer and not others:
        return False
    else:
        state.drop()
        state.focus = None
        _which(talk, others)
    return True


def _own_request(talk: Talk) -> bool:
    """ "et l'autre, je peux la renvoyer ?": another request, for the only other order."""
    state, topic = talk.state, understand(talk.message).topic
    if topic not in ORDER_TOPICS or not state.focus or state.awaiting in (NUMBER, EMAIL, ORDER):
        return False
    if talk.message.entity("order_number") or not _THE_OTHER.search(fold(talk.message.text)):
        return False
    order, others = orders.allowed(talk, state.focus), _others(talk, "l autre")
    said_so = _OTHER_ORDER.search(fold(talk.message.text))
    if order is None or len(others) != 1 or (len(order.lines) > 1 and not said_so):
        return False  # of several articles, the other may be one of them
    state.drop()
    state.lines, state.number = [], others[0].number
    answer_topic(talk, topic, talk.message.text)
    return True


def _others(talk: Talk, which: str) -> list[Order]:
    """The orders that may be meant, the newest first."""
    if not talk.customer:
        own = [orders.allowed(talk, number) for number in talk.state.proven if number != talk.state.focus]
        return [order for order in own if order]
    every = orders.orders_of(talk, talk.customer)
    if which in _PLACES and -len(every) <= _PLACES[which] < len(every):
        return [every[_PLACES[which]]]
    if which in ("celle d avant", "la precedente"):
        place = next((i for i, order in enumerate(every) if order.number == talk.state.focus), -1)
        if older := every[place + 1 : place + 2]:
            return older
    return [order for order in every if order.number != talk.state.focus]


def _which(talk: Talk, others: list[Order]) -> None:
    talk.decide("identify")
    if others:
        orders.offer_orders(talk, others, "")
    else:
        talk.state.awaiting = NUMBER
        talk.say(talk.words("ask_other_number"))
