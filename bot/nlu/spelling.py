"""Words nobody wrote, read as the common word one slip away: "remboursemnet", "comamnde"."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import OSA

from bot.nlu.normalise import Normalised, fold

# A word seen this often is a word; one seen this rarely may be a slip for one that is COMMON.
RARE, COMMON, SHORTEST = 2, 5, 4


@dataclass
class Speller:
    """`common`: words without accents and how often they were seen; `settled`: rarer ones, left alone."""

    common: dict[str, int] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    _known: dict[str, str] = field(default_factory=dict, repr=False)

    def learn(self, messages: Iterable[Normalised]) -> None:
        """Counts the words of `messages`."""
        counts = Counter(token for message in messages for token in message.tokens)
        self.common = {word: n for word, n in sorted(counts.items()) if n >= COMMON}
        self.settled = frozenset(word for word, n in counts.items() if RARE < n < COMMON)
        self._known = {}
        self.__dict__.pop("_nearby", None)

    def corrected(self, message: Normalised) -> Normalised:
        """`message` with slips mended in both of its forms; itself when there is none."""
        mended = {token: word for token in message.tokens if (word := self.word(token)) != token}
        if not mended:
            return message
        accented = " ".join(mended.get(fold(word), word) for word in message.accented.split(" "))
        return Normalised(accented, " ".join(mended.get(word, word) for word in message.folded.split(" ")))

    def word(self, token: str) -> str:
        """The common word one slip away from `token` (the commonest of several), or `token`."""
        if len(token) < SHORTEST or token in self.common or token in self.settled or not token.isalpha():
            return token
        known = self._known.get(token)
        if known is None:
            known = self._nearest(token)
            if len(self._known) < 50_000:
                self._known[token] = known
        return known

    def _nearest(self, token: str) -> str:
        near = {word for key in _shorter(token) for word in self._nearby.get(key, ())}
        best = [(self.common[word], word) for word in near if OSA.distance(token, word) == 1]
        return max(best)[1] if best else token

    @cached_property
    def _nearby(self) -> dict[str, list[str]]:
        """What is left of a common word with a letter less (or none less) -> the word."""
        found: dict[str, list[str]] = {}
        for word in self.common:
            if len(word) >= SHORTEST and word.isalpha():
                for key in _shorter(word):
                    found.setdefault(key, []).append(word)
        return found


def _shorter(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
