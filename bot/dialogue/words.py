"""Folding for comparisons: accents, case, punctuation and apostrophes aside. And whether a text asks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ELSE = re.compile(r"[^a-z0-9@]+")
_QUESTION = re.compile(
    r"\?|\b(?:où|ou (?:en )?(?:est|sont)|quand(?! m[êe]me)|comment|combien|pourquoi|quel(?:le)?s?"
    r"|est[- ]ce que?|faut[- ]il|pouvez[- ]vous|peut[- ]on|puis[- ]je)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)  # one message is folded a dozen times a turn
def fold(text: str) -> str:
    """``« C'est ça, oui ! »`` as ``c est ca oui``."""
    spelt = text.replace("œ", "oe").replace("Œ", "Oe")  # no accent: it would be dropped with the other signs
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    return _ELSE.sub(" ", plain).strip()


def tokens(text: str) -> list[str]:
    return fold(text).split()


def is_question(text: str) -> bool:
    """Whether `text` asks something, by its mark or by its words."""
    return bool(_QUESTION.search(text))
