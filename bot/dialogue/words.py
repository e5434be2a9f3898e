"""Folding for comparisons: accents, case, punctuation and apostrophes aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ELSE = re.compile(r"[^a-z0-9@]+")


@lru_cache(maxsize=1024)  # one message is folded a dozen times a turn
def fold(text: str) -> str:
    """``« C'est ça, oui ! »`` as ``c est ca oui``."""
    spelt = text.replace("œ", "oe").replace("Œ", "Oe")  # no accent: it would be dropped with the other signs
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    return _ELSE.sub(" ", plain).strip()


def tokens(text: str) -> list[str]:
    return fold(text).split()
