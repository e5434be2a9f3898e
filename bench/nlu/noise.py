"""The same messages, typed worse. The same noise every time."""

import random
import re
from collections.abc import Callable

from bot.nlu.normalise import fold

_NEIGHBOURS = {
    "a": "zq", "z": "aes", "e": "zrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "om", "q": "as", "s": "qdz", "d": "sfe", "f": "dgr", "g": "fht", "h": "gjy", "j": "hku", "k": "jli",
    "l": "kmo", "m": "lp", "w": "xq", "x": "wc", "c": "xv", "v": "cb", "b": "vn", "n": "b",
}  # fmt: skip
_SMS = {
    "s'il vous plait": "svp", "s'il vous plaît": "svp", "bonjour": "bjr", "toujours": "tjrs", "vous": "vs",
    "nous": "ns", "pourquoi": "pk", "quand": "qd", "beaucoup": "bcp", "dans": "ds", "c'est": "c", "j'ai": "g",
    "maintenant": "mtn", "rien": "ri1", "est-ce que": "esk", "est ce que": "esk", "parce que": "pcq",
    "aujourd'hui": "ajd", "jamais": "jms", "quelqu'un": "qqn", "quelque chose": "qqch", "commande": "cmd",
    "numéro": "num", "problème": "pb", "merci": "mci", "tout": "tt", "pour": "pr", "avec": "ac", "que": "ke",
    "qui": "ki", "quoi": "koi", "comment": "cmt", "message": "msg", "d'accord": "dac", "désolé": "dsl",
}  # fmt: skip
_WORDS = re.compile(
    "|".join(rf"\b{re.escape(w)}\b" for w in sorted(_SMS, key=len, reverse=True)), re.IGNORECASE
)
# Not those inside a number, an address or a code.
_MARKS = re.compile(r"(?<!\w)[.,;:!?…]+|[.,;:!?…]+(?!\w)|[()«»\"'’]+")
_LETTERS = re.compile(r"^[^\W\d_]{4,}$")


def without_accents(text: str) -> str:
    """No accent, no cedilla."""
    return fold(text)


def without_marks(text: str) -> str:
    """No punctuation outside numbers, addresses and codes; apostrophes become spaces."""
    return " ".join(_MARKS.sub(" ", text).split())


def as_sms(text: str) -> str:
    """SMS words wherever there is one."""
    return _WORDS.sub(lambda m: _SMS[m.group().lower()], text.replace("’", "'"))


def with_typos(text: str, every: int = 6) -> str:
    """One letter swapped, dropped, doubled or mistyped in one word of `every`, of 4 letters or more."""
    chance = random.Random(text)
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if _LETTERS.match(word)]
    count = max(1, round(len(words) / every))
    for place in chance.sample(places, min(count, len(places))):
        words[place] = _mistyped(words[place], chance)
    return " ".join(words)


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice(_NEIGHBOURS.get(fold(word[at]).lower(), "e")) + word[at + 1 :]


NOISES: dict[str, Callable[[str], str]] = {
    "accents dropped": without_accents,
    "one typo per six words": with_typos,
    "SMS words": as_sms,
    "no punctuation": without_marks,
}
