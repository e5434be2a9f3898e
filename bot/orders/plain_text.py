"""Text that every database and UTF-8 can hold."""

from __future__ import annotations


def storable(text: str) -> str:
    """`text` without NUL characters, its lone surrogates replaced by « ? »."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
