"""Folding for comparisons: accents, case, punctuation and apostrophes aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ELSE = re.compile(r"[^a-z0-9@]+")


@lru_cache(maxsize=1024)  # one message is folded a dozen times a turn
def fold(text: str) -> str:
    """``« C'est ça, oui ! »`` as ``c est ca oui``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _ELSE.sub(" ", plain.replace("œ", "oe")).strip()


def tokens(text: str) -> list[str]:
    return fold(text).split()
