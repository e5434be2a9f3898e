"""How a message is typed, as far as a machine can tell."""

import re

from bot.nlu.entities.wording import words
from bot.nlu.lexicon import load_lexicon
from bot.nlu.normalise import fold

_SMS = words("svp bjr tjrs tjr vs slt cdt pk pq qd mtn bcp ds jms pb rdv stp dsl ke ki koi tt jai")
_ERRORS = re.compile(
    r"\b(?:j'?ai|ai|a|as|avez|est|été|pas) \w+er\b|\bje n'est\b"
    r"|\bsa (?:fait|va|marche|arrive)\b|\bj ?ai\b"
)
STYLES = {
    "four words or fewer": lambda text: len(text.split()) <= 4,
    "26 words or more": lambda text: len(text.split()) >= 26,
    "all capitals": lambda text: sum(c.isalpha() for c in text) > 6 and text.upper() == text,
    "no accent in eight words or more": lambda text: len(text.split()) >= 8 and fold(text) == text,
    "SMS words": lambda text: any(
        w in _SMS or w in _written_short() for w in re.findall(r"\w+", text.lower())
    ),
    "grammar as it is often wrong": lambda text: bool(_ERRORS.search(text.lower())),
    "lower case, no mark at its end": lambda text: text[:1].islower() and text[-1:].isalnum(),
    "written out: capital, mark at its end": lambda text: text[:1].isupper() and text[-1:] in ".!?",
    "negated": lambda text: bool(re.search(r"\bpas\b|\bplus\b|\bjamais\b|\brien\b", text.lower())),
}


def _written_short() -> frozenset[str]:
    """Forms of the lexicon that drop vowels: "bcp", "tjrs"."""
    return frozenset(w for w in load_lexicon().words if not re.search(r"[aeiouyéè]", w) and len(w) > 1)


def styles(text: str) -> list[str]:
    """The names of the styles `text` shows."""
    return [name for name, shows in STYLES.items() if shows(text)]
