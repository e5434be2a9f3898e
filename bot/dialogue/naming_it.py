"""« Oui pour les rouleaux », « ok pour le colissimo »: a yes that only names what is offered anyway."""

from __future__ import annotations

from rapidfuzz import fuzz

from bot.dialogue import lines, orders, yes_no
from bot.dialogue.articles import ALIKE, telling_words
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold

_CARRIERS = frozenset(("colissimo", "courrier", "chronopost"))
_POINTING = frozenset(
    ("pour", "avec", "de", "du", "des", "le", "la", "les", "l", "un", "une", "mon", "ma", "mes")
)


def agrees_to_just_that(talk: Talk) -> bool:
    """Whether the message is a clear yes once the names in it are taken off, and one act alone is offered,
    for just what they name."""
    offer = talk.state.offer
    order = orders.allowed(talk, offer.order) if offer and offer.order else None
    if offer is None or order is None or len(offer.acts) != 1:
        return False
    does, text = offer.acts[0][-1], talk.message.text
    if {line.id for line in lines.named(order, text)} - {line.id for line in lines.named(order, does)}:
        return False
    if (some := lines.named(order, text)) and len(some) < len(lines.named(order, does)):
        return False  # some of what is offered: that is offered alone first
    names = {word for line in order.lines for word in telling_words(line.name)} | _CARRIERS
    offered = names if len(order.lines) == 1 else names & telling_words(does)
    words = fold(text).split()
    rest = [word for word in words if not any(fuzz.ratio(word, name) >= ALIKE for name in offered)]
    if len(rest) == len(words):
        return False
    while rest and rest[-1] in _POINTING:
        rest.pop()
    return "?" not in text and yes_no.read(" ".join(rest)) == yes_no.YES
