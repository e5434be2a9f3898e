"""Folding for comparisons: accents, case, punctuation and apostrophes aside."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """``« C'est ça, oui ! »`` as ``c est ca oui``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9@]+", " ", plain.replace("œ", "oe")).strip()


def tokens(text: str) -> list[str]:
    return fold(text).split()
