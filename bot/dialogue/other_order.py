"""« Et pour l'autre ? », « la deuxième », « celle d'avant »: the same topic for another order."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue import orders
from bot.dialogue.answer import go_on
from bot.dialogue.state import EMAIL, NUMBER, ORDER
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.orders.model import Order
from bot.policies.vocabulary import ORDER_TOPICS

_FILE = Path(__file__).with_name("context.yml")
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


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    around, which = ("|".join(lists[name]) for name in ("around", "which"))
    return re.compile(rf"(?:(?:{around}) )*(?P<which>{which})(?: (?:{around}))*")


def other_order(talk: Talk) -> bool:
    state = talk.state
    found = _pattern().fullmatch(fold(talk.message.text))
    asked = state.awaiting in (NUMBER, EMAIL, ORDER)
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
