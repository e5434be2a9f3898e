"""One spelling for the many ways a customer types the same words.

The result is for machines only; the original text is what is displayed and what entities point into.
"""

import re
import unicodedata
from dataclasses import dataclass

from bot.nlu.lexicon import Lexicon

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘‛`´ʼ′＇", "'"))
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
# Cyrillic and Greek letters that look Latin; read as Latin only inside a word that also holds Latin letters.
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏкмтвнАВЕКМНОРСТУХІЈЅοανιρτυκχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhlkmtbhABEKMHOPCTYXIJSoavlptukxABEZHIKMNOPTYX",
)
_WORD = re.compile(r"\w+")
# A whole word; not the "c" of "c'est" nor the "g" of "250 g".
_ABBREVIATION = re.compile(r"(?<!['\d])(?<!\d )\b\w+(?!['\w])")
_ELONGATION = re.compile(r"([^\W\d_])\1{2,}")
_MARKS = re.compile(r"([!?.…,;:])[!?.…,;:]*")
_LOST_ELISION = re.compile(r"\b([jldtnmsc]|qu) (?=[aeiouyhàâéèêëîïôùû])")
_TOKEN = re.compile(r"[a-z0-9]+|[!?]")


@dataclass(frozen=True)
class Normalised:
    """`accented`: lower case, one spelling, accents as typed. `folded`: without accents and hyphens."""

    accented: str
    folded: str

    @property
    def tokens(self) -> list[str]:
        """Words of the folded form, with ! and ? as words of their own."""
        return _TOKEN.findall(self.folded)


def fold(text: str) -> str:
    """`text` without its accents: "reçu" -> "recu"."""
    if text.isascii():
        return text
    return "".join(
        c for c in unicodedata.normalize("NFD", text.translate(_LIGATURES)) if not unicodedata.combining(c)
    )


def plain(text: str) -> str:
    """`text` with invisible characters gone, look-alike letters made Latin and one kind of apostrophe.

    May change the length: offsets into the original do not hold for the result.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
        text = "".join(c for c in text if unicodedata.category(c) != "Cf" and not 0xFE00 <= ord(c) <= 0xFE0F)
        text = _WORD.sub(_latin, text)
    return " ".join(text.replace("`", "'").split())


def normalise(text: str, lexicon: Lexicon) -> Normalised:
    """Lower case, SMS words written out, emoji read as words, lost elisions and elongations repaired."""
    line = plain(text)
    for emoji, word in lexicon.emoji.items():
        if emoji in line:
            line = line.replace(emoji, f" {word} ")
    line = _ELONGATION.sub(r"\1", line.lower())
    line = _MARKS.sub(r"\1", line)
    line = _LOST_ELISION.sub(r"\1'", line)
    line = _ABBREVIATION.sub(lambda m: lexicon.words.get(m.group(), m.group()), line)
    line = " ".join(line.split())
    folded = fold(line).replace("-", " ").replace("_", " ")
    return Normalised(line, " ".join(folded.split()))


def _latin(match: re.Match[str]) -> str:
    word = match.group()
    if word.isascii() or not any("a" <= c <= "z" for c in word.lower()):
        return word
    return word.translate(_LOOK_ALIKES)
