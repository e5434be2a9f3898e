"""The small dictionary of SMS words and emoji, as data that staff can extend."""
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml


@dataclass(frozen=True)
class Lexicon:
    """`words`: a word as typed -> written out; `emoji`: a sign -> the word it stands for."""

    words: dict[str, str]
    emoji: dict[str, str]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Reads lexicon.yml, shipped beside this module. Raises ValueError for an entry that is not text to text."""
    raw = yaml.safe_load(resources.files("bot.nlu").joinpath("lexicon.yml").read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    for written, forms in raw["words"].items():
        for form in forms.split():
            if words.setdefault(form, written) != written:
                raise ValueError(f"lexicon.yml: {form!r} stands for both {words[form]!r} and {written!r}")
    emoji = {sign: word for word, signs in raw["emoji"].items() for sign in signs.split()}
    return Lexicon(words, emoji)
