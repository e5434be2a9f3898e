"""Words that tell articles apart in what customers write."""

from __future__ import annotations

from bot.dialogue.words import tokens

ALIKE = 85  # rapidfuzz ratio from which a word is the same word with a slip
_EVERYDAY = frozenset(
    [
        "commande",
        "colis",
        "produit",
        "article",
        "articles",
        "pour",
        "avec",
        "dans",
        "achat",
        "sans",
        "sous",
        "vers",
        "chez",
        "plus",
        "mais",
        "cette",
        "votre",
        "notre",
        "tout",
        "tous",
        "deux",
        "noir",
        "blanc",
    ]
)


def telling_words(text: str) -> set[str]:
    """Folded words long enough, or with a digit (A5, 300), and not of every day."""
    return {
        word
        for word in tokens(text)
        if word not in _EVERYDAY and (len(word) > 3 or (len(word) > 1 and any(c.isdigit() for c in word)))
    }
