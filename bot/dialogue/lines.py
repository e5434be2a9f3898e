"""Which articles of the order are meant, where a yes would act on each of them."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from bot.dialogue.articles import ALIKE, measures, telling_words
from bot.dialogue.places import by_place
from bot.dialogue.received import MISSING_TOPICS, still_missing
from bot.dialogue.state import LINE, Button
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.orders.model import Line, Order
from bot.policies.decision import Answer

# Topics about single articles: "c'est cassé" says of which order, not of which article.
BY_ARTICLE = ("damaged_item", "wrong_item", "return_item")
ALL = "*"
_ALL_OF_THEM = re.compile(
    r"\b(tout (est|etait|ce qu|casse|abime|a ete)|(est|etait) tout (casse|abime)|les deux|tous deux|"
    r"toute la commande|tous les (articles|produits)|ils sont tous|elles sont toutes|chaque article|"
    r"la totalite|l ensemble)\b"
)
_NONE_WORDS = {"aucun", "aucune", "ni", "pas", "non"}
_ALL_WORDS = {"tous", "toutes", "tout", "deux", "ensemble", "trois", "chaque", "chacun", "totalite"}


_PARTS = re.compile(r"[.;!?\n]|\bmais\b", re.IGNORECASE)
# What is said of articles that are not concerned: "la lampe et le coussin, eux, n'ont rien".
_FINE = re.compile(
    r"\b(n (a|ont) rien|va bien|vont bien|intacte?s?|en bon etat|sont (bons?|bien)|est bien arrivee?)\b"
)


def meant(talk: Talk, order: Order) -> frozenset[str]:
    """The ids of the lines chosen before, else those the request names; empty: nothing was said of it."""
    if talk.state.lines:
        return frozenset(talk.state.lines)
    said = f"{talk.state.request}\n{talk.message.text}"
    if talk.state.topic in MISSING_TOPICS and (missing := still_missing(order, said, named)):
        return frozenset(line.id for line in missing)
    return frozenset(line.id for line in named(order, said))


def named(order: Order, message: str) -> list[Line]:
    """The lines that the message names by a word which not every line of the order has."""
    if len(order.lines) < 2:
        return []
    words = {line.id: telling_words(line.name) for line in order.lines}
    shared = set.intersection(*words.values())
    told = " ".join(part for part in _PARTS.split(message) if not _FINE.search(fold(part)))
    spoken, sizes = telling_words(told), measures(told)
    by_size = {line.id: measures(line.name) for line in order.lines}
    same_size: set[str] = set.intersection(*by_size.values())
    return [
        line
        for line in order.lines
        if any(fuzz.ratio(word, said) >= ALIKE for word in words[line.id] - shared for said in spoken)
        or by_size[line.id] & sizes - same_size
    ]


def must_choose(talk: Talk, order: Order, answer: Answer) -> bool:
    """Several articles would be acted on, and nothing says that all of them are concerned."""
    lines = {plan.line for plan in answer.plans if plan.line}
    all_of_them = _ALL_OF_THEM.search(fold(talk.state.request))
    return talk.state.topic in BY_ARTICLE and len(lines) > 1 and not meant(talk, order) and not all_of_them


def ask(talk: Talk, order: Order, answer: Answer) -> None:
    """A button per article, and one for all."""
    lines = {plan.line for plan in answer.plans}
    buttons = [Button(line.name, "line", line.id) for line in order.lines if line.id in lines]
    talk.state.drop()
    talk.state.awaiting = LINE
    talk.decide("clarify", order=order.number)
    talk.say(
        talk.words("choose_line", order_number=order.number),
        [*buttons, Button("Tous ces articles", "line", ALL)],
    )


def choose(talk: Talk, order: Order, value: str) -> None:
    """A button of ``ask`` was pressed."""
    talk.state.lines = [line.id for line in order.lines] if value == ALL else [value]


def understood(talk: Talk, order: Order) -> bool:
    """Whether the message says which articles, in words; they are then chosen."""
    chosen = named(order, talk.message.text)
    text = fold(talk.message.text)
    words = set(text.split())
    if not chosen and not _NONE_WORDS & words:
        offered = [
            button.value for button in talk.state.buttons if button.kind == "line" and button.value != ALL
        ]
        placed = by_place(text, offered)
        chosen = [line for line in order.lines if line.id in placed]
    if not chosen and _ALL_WORDS & words and not _NONE_WORDS & words:
        chosen = list(order.lines)
    talk.state.lines = [line.id for line in chosen]
    return bool(chosen)
