"""Is this a clear yes, a clear no, or neither? Only a clear yes lets Relais act.

A yes is read from its words (``yes_no.yml``), not from a probability: it begins with a word of assent or an
order to go on, and holds no doubt, no condition, no question and no other wish. After « ok » or « annulez »,
which also begin other sentences, only words known to add nothing may follow.
"""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue.words import fold
from bot.made_once import made_once

YES, NO, UNCLEAR = "yes", "no", "unclear"
LONGEST_YES = 14  # words: a longer message says more than yes
LONGEST_STORY = 60  # words: a yes and what it is about
LONGEST_MURKY = 4
_HEARD = ("ah ok", "ah d accord")  # read, which agrees to nothing
_FILE = Path(__file__).with_name("yes_no.yml")


@made_once
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    any_of = {name: "|".join(f"(?:{entry})" for entry in entries) for name, entries in lists.items()}
    return {
        "yes": re.compile(rf"^(?:(?:{any_of['polite']})\s+)*(?:{any_of['yes']})\b"),
        "weak": re.compile(rf"^(?:(?:{any_of['polite']})\s+)*(?:{any_of['weak']})\b"),
        "plainly": re.compile(rf"^(?:(?:{any_of['polite']}|{any_of['weak']}|{any_of['plain']})(?:\s+|$))+$"),
        "leaving": re.compile(rf"(?:(?:{any_of['nod']}|{any_of['farewell']})(?:\s+|$))+"),
        "farewell": re.compile(rf"\b(?:{any_of['farewell']})\b"),
        "no": re.compile(rf"^(?:(?:{any_of['opening_no']})\s+)*(?:{any_of['no']})\b"),
        "denied": re.compile(rf"^(?:{any_of['denied']})\b"),
        "murky": re.compile(rf"^(?:{any_of['murky']})\b"),
        **{name: re.compile(rf"\b(?:{any_of[name]})\b") for name in ("doubt", "harmless", "late_no")},
    }


def read(message: str) -> str | None:
    """``yes``, ``no``, ``unclear`` (it begins like one but is hedged), or None when it is something else."""
    text, patterns = fold(message), _patterns()
    if patterns["denied"].match(text):
        return NO
    if patterns["yes"].match(text):
        return UNCLEAR if hedged(message) else YES
    if patterns["leaving"].fullmatch(text) and patterns["farewell"].search(text):
        return None  # "ok bonne journée" takes leave
    if patterns["weak"].match(text):
        if text in _HEARD:
            return UNCLEAR
        rest = patterns["harmless"].sub(" ", text).split()
        short = len(rest) <= LONGEST_YES and "?" not in message
        return YES if short and (not rest or patterns["plainly"].match(" ".join(rest))) else UNCLEAR
    if patterns["no"].match(text) and not patterns["harmless"].match(text):
        return NO  # "pas encore", "non mais je veux…": a no all the same, nothing is done
    if patterns["murky"].match(text) and len(text.split()) <= LONGEST_MURKY:
        return UNCLEAR
    return None


def opens_with_yes(message: str) -> bool:
    """A yes at the head of a message that goes on, and does not ask or take it back."""
    text, patterns = fold(message), _patterns()
    rest = patterns["harmless"].sub(" ", text)
    return bool(patterns["yes"].match(text)) and not ("?" in message or patterns["late_no"].search(rest))


def agrees_at_length(message: str) -> bool:
    """A clear yes at the head of a message that goes on without a doubt, a condition or a question."""
    patterns = _patterns()
    rest = patterns["harmless"].sub(" ", fold(message))
    return (
        opens_with_yes(message) and not patterns["doubt"].search(rest) and len(rest.split()) <= LONGEST_STORY
    )


def only_nods(message: str) -> bool:
    """« ok », « très bien merci »: heard, which agrees to something only where something was asked."""
    return bool(_patterns()["leaving"].fullmatch(fold(message)))


def hedged(message: str) -> bool:
    """Whether a message holds a doubt, a condition, a question, a no, or much more than a yes."""
    patterns = _patterns()
    rest = patterns["harmless"].sub(" ", fold(message))
    doubtful = patterns["late_no"].search(rest) or patterns["doubt"].search(rest)
    return bool(doubtful or "?" in message or len(rest.split()) > LONGEST_YES)
