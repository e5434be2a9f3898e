"""Which known words a mistyped one could be, and how far from each it was typed."""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

# From this length on, a word may hold two slips.
LONG = 7
# What a slip costs that fingers seldom make (log-odds): a strange letter, another first letter, two slips.
STRANGE, FIRST, TWO = 1.0, 2.0, 6.0
_KEYS = ("azertyuiop", "qsdfghjklm", "wxcvbn")  # each row stands half a key to the right of the one above
_BESIDE = {
    frozenset((a, b))
    for y, row in enumerate(_KEYS)
    for x, a in enumerate(row)
    for b in (*row[x + 1 : x + 2], *(_KEYS[y + 1][max(0, x - 1) : x + 1] if y < 2 else ""))
}
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")


class Nearby:
    """Finds words of 4 letters or more (`words`) by what was typed instead of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(words)
        self._long = [word for word in self.words if len(word) >= LONG - 1]
        self._without: dict[str, list[str]] = {}
        for word in self.words:
            for key in _shorter(word):
                self._without.setdefault(key, []).append(word)

    def of(self, typed: str) -> dict[str, float]:
        """Words one slip away and what the slip costs; where there is none, those of a long word's two."""
        found: dict[str, float] = {}
        for form in (typed, *drawn_in(typed)):
            for word in self.one_slip(form):
                found[word] = min(found.get(word, TWO), _cost(form, word))
        if not found and len(typed) >= LONG:
            near = process.extract(typed, self._long, scorer=OSA.distance, score_cutoff=2, limit=None)
            found = {word: TWO for word, _, _ in near if word[0] == typed[0]}
        return found

    def one_slip(self, typed: str) -> set[str]:
        """Of three letters only a fourth may have been left out: too much else is one letter away."""
        if len(typed) < 3:
            return set()
        near = {word for key in _shorter(typed) for word in self._without.get(key, ())}
        return {w for w in near if OSA.distance(typed, w) == 1 and (len(typed) > 3 or len(w) == 4)}

    def any_of(self, words: Iterable[str]) -> set[str]:
        """Those of `words` (many of them) for which `of` finds something."""
        found: set[str] = set()
        long: dict[str, list[str]] = {}
        for word in words:
            if self.one_slip(word):
                found.add(word)
            elif len(word) >= LONG:
                long.setdefault(word[0], []).append(word)
        for letter, some in sorted(long.items()):
            others = [word for word in self._long if word[0] == letter]
            if others:
                far = process.cdist(some, others, scorer=OSA.distance, score_cutoff=2, dtype="uint8")
                found.update(word for word, near in zip(some, (far <= 2).any(axis=1), strict=True) if near)
        return found


def drawn_in(typed: str) -> tuple[str, ...]:
    """ "commme" -> "comme", "come"; nothing where no letter stands three times in a row."""
    if not _DRAWN_OUT.search(typed):
        return ()
    return _DRAWN_OUT.sub(r"\1\1", typed), _DRAWN_OUT.sub(r"\1", typed)


def _cost(typed: str, word: str) -> float:
    if typed[0] != word[0] and typed[:1] != word[1:2]:
        return FIRST
    if len(typed) != len(word):
        return 0.0
    other = [(a, b) for a, b in zip(typed, word, strict=True) if a != b]
    return 0.0 if len(other) == 2 or frozenset(other[0]) in _BESIDE else STRANGE


def _shorter(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
