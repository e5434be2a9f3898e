"""The small dictionary of SMS words, emoji and filler, as data that staff can extend."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml


@dataclass(frozen=True)
class Lexicon:
    """`words`: a word as typed -> written out; `emoji`: a sign -> the word it stands for.

    `filler`: words without accents that add nothing to "voici mon numéro : 204001"; those under
    the name of an entity do so only beside it.
    """

    words: dict[str, str]
    emoji: dict[str, str]
    filler: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Reads lexicon.yml beside this module. Raises ValueError when a form stands for two words."""
    raw = yaml.safe_load(resources.files("bot.nlu").joinpath("lexicon.yml").read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    for written, forms in raw["words"].items():
        for form in forms.split():
            if words.setdefault(form, written) != written:
                raise ValueError(f"lexicon.yml: {form!r} stands for both {words[form]!r} and {written!r}")
    emoji = {sign: word for word, signs in raw["emoji"].items() for sign in signs.split()}
    filler = {beside: frozenset(text.split()) for beside, text in raw["filler"].items()}
    return Lexicon(words, emoji, filler)
