"""Words that tell articles apart in what customers write."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from bot.dialogue.words import fold, tokens
from bot.made_once import made_once
from bot.orders.model import Line

ALIKE = 85  # rapidfuzz ratio from which a word is the same word with a slip
_EVERYDAY = """
    commande commandes colis produit produits article articles achat pour avec dans sans sous vers chez plus
    mais cette votre notre tout tous toute toutes deux noir blanc les des une est pas que qui quoi mes tes ses
    ces nos vos sur par non oui son ton mon ils lui moi toi car cet aux bon svp stp suis ete ont
    ans lot kit pro
"""


@made_once
def _everyday() -> frozenset[str]:
    return frozenset(_EVERYDAY.split())


def telling_words(text: str) -> set[str]:
    """Folded words of three letters and more, or with a digit (A5), and not of every day."""
    return {
        word
        for word in set(tokens(text)) - _everyday()
        if len(word) > 2 or (len(word) > 1 and any(c.isdigit() for c in word))
    }


def more_than_names(words: Iterable[str], articles: Iterable[Line]) -> bool:
    """Whether one of the folded ``words`` stands in the name of none of the ``articles``."""
    names = {word for line in articles for word in telling_words(line.name)}
    return any(max((fuzz.ratio(word, name) for name in names), default=0) < ALIKE for word in words)


def measures(text: str) -> set[str]:
    """« 5 kg », « 30 ml » as ``5kg``, ``30ml``: often all that tells two articles apart."""
    found = re.findall(r"\b(\d+) ?(kg|g|cm|mm|m|ml|cl|l|go|pages?|x \d+)\b", fold(text))
    return {number + unit.removesuffix("s") for number, unit in found}
