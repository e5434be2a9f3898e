"""Messages that mean something only after what was just said: "et pour l'autre ?", "c'est quoi déjà"."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue import orders, supposing, yes_no
from bot.dialogue.answer import go_on
from bot.dialogue.buttons import human
from bot.dialogue.other_line import other_line
from bot.dialogue.state import EMAIL, NUMBER, OFFER, ORDER
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
_LONGEST = 12  # words


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    any_of = {name: "(?:" + "|".join(entries) + ")" for name, entries in lists.items()}
    around = any_of["around"]
    return {
        "other": re.compile(rf"(?:{around} )*(?P<which>{any_of['which']})(?: {around})*"),
        "again": re.compile(rf"(?:{any_of['again_opening']} )*{any_of['again']}"),
        "taken_back": re.compile(rf"\b{any_of['taken_back']}\b"),
        "after_all": re.compile(rf"\b{any_of['after_all']}\b"),
        "kept_after_all": re.compile(rf"\b{any_of['kept_after_all']}\b"),
    }


def understood_from_context(talk: Talk) -> bool:
    """Whether the message only makes sense after what was said, and was answered so."""
    if len(talk.message.text.split()) > _LONGEST and not supposing.opens_so(talk.message.text):
        return False
    return (
        supposing.answered(talk)
        or _other_order(talk)
        or other_line(talk)
        or _said_again(talk)
        or _taken_back(talk)
        or _after_all(talk)
    )


def _said_again(talk: Talk) -> bool:
    """What was answered last is answered once more; what is asked is not: that has its own words."""
    if talk.state.topic is None or talk.state.awaiting not in (None, OFFER):
        return False
    if talk.state.done or not _patterns()["again"].fullmatch(fold(talk.message.text)):
        return False
    go_on(talk)
    return True


def _other_order(talk: Talk) -> bool:
    state = talk.state
    found = _patterns()["other"].fullmatch(fold(talk.message.text))
    asked = state.awaiting in (NUMBER, EMAIL, ORDER)
    if not found or state.topic not in ORDER_TOPICS or not state.focus or asked:
        return False
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


def _taken_back(talk: Talk) -> bool:
    """ "finalement non" after the act: nothing can be undone here, but a person may."""
    state = talk.state
    if not state.done or state.awaiting:
        return False
    text = fold(talk.message.text)
    refused = yes_no.read(talk.message.text) == yes_no.NO  # "non merci" after the act wants nothing more
    if not (refused and _patterns()["taken_back"].search(text)) and not _kept(text):
        return False
    talk.decide("declined", topic=state.topic, order=state.focus)
    talk.say(talk.words("too_late", done=state.done), [human()])
    return True


def _kept(text: str) -> bool:
    """ "finalement je veux la garder" """
    return bool(_patterns()["kept_after_all"].search(text) and _patterns()["taken_back"].search(text))


def _after_all(talk: Talk) -> bool:
    """ "finalement oui" after a no: the offer is made once more, for the state as it is now."""
    state = talk.state
    if state.awaiting or not state.declined or state.declined != state.topic:
        return False
    said = fold(talk.message.text)
    rest = " ".join(_patterns()["after_all"].sub(" ", said).split())
    if rest == said or (rest and yes_no.read(rest) != yes_no.YES):
        return False
    if not rest and not {"si"} & set(said.split()):
        return False  # "bon", "en fait" alone say nothing
    go_on(talk)
    return True
