"""Cleaning one raw example, and the key by which two examples count as the same."""

import re
import unicodedata

from bot.nlu.normalise import fold, plain

_ANNOTATION = re.compile(r"\](?=[({\[])")
_NOT_WORD = re.compile(r"[\W_]+")


def clean(message: str) -> str:
    """One line without control characters; "](" loses its grip so that Rasa reads no entity annotation."""
    line = " ".join("".join(c for c in message if c.isspace() or unicodedata.category(c) != "Cc").split())
    return _ANNOTATION.sub("] ", line)


def same_key(message: str) -> str:
    """Equal for messages that differ only in case, accents, punctuation or spaces."""
    folded = _NOT_WORD.sub(" ", fold(plain(message).lower())).strip()
    return folded or " ".join(message.split())
