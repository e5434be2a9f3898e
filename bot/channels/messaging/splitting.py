"""Cuts a text at the platform's limit: at paragraphs if it can, else lines, sentences, words, anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

_JOINTS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])\s+"),
    re.compile(r"\s+"),
)


def split(text: str, limit: int, measure: Callable[[str], int] = len) -> list[str]:
    """Pieces of at most `limit` by `measure`, which counts a text; none is empty, no word is lost."""
    pieces = []
    rest = text.strip()
    while measure(rest) > limit:
        head = rest[: _longest(rest, limit, measure)]
        end, start = _cut(head, rest)
        pieces.append(rest[:end].rstrip())
        rest = rest[start:].lstrip()
    return [*pieces, rest] if rest else pieces


def _longest(text: str, limit: int, measure: Callable[[str], int]) -> int:
    """How many characters fit."""
    low, high = 1, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= limit else (low, middle - 1)
    return low


def _cut(head: str, text: str) -> tuple[int, int]:
    """Where the piece ends and the next begins. A joint in the first quarter would leave too little."""
    for joint in _JOINTS:
        places = [found.span() for found in joint.finditer(text, 0, len(head) + 1)]
        good = [(end, start) for end, start in places if len(head) // 4 <= end <= len(head)]
        if good:
            return good[-1]
    return len(head), len(head)


def utf16(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
