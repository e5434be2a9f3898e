"""Words that nobody wrote, read as the known word that was meant: "remboursemnet", "l'ardesse", "pls"."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from bot.nlu.entities.find import find_spans
from bot.nlu.french import dictionary
from bot.nlu.lexicon import Lexicon
from bot.nlu.normalise import Normalised, fold
from bot.nlu.reader import MessageReader
from bot.nlu.slips import Nearby, drawn_in

# A word seen this often is a word; a rarer one may be a slip for one. SHORTEST: of what is mended.
SEEN, SHORTEST = 3, 3
# How much better (log-odds) another word must fit for a rare word of the dictionary, or a name, to be a slip.
MARGIN = 6.0
# How many messages the neighbourhood of two words must be seen in to count for as much as the words alone.
_TOGETHER = 20.0
_WORD = re.compile(r"(?<![\w@])[^\W\d_]+(?![\w@])")
_NAME = re.compile(r"(?<=[\w,’'] )[A-ZÀ-Ý][a-zß-ÿ]+|(?<=M\. )[A-Z]")  # not where a sentence begins
_ENTITIES = frozenset(("email", "coupon", "tracking_number", "order_number"))


@dataclass
class Speller:
    """`words`: without accents, and how often training saw them; `real`: words of the dictionary that it
    hardly saw and that are like one of those; `reader`: knows which words stand together, and how
    each is written.
    """

    lexicon: Lexicon
    reader: MessageReader
    words: dict[str, int] = field(default_factory=dict)
    real: frozenset[str] = frozenset()
    _known: dict[str, dict[str, float]] = field(default_factory=dict, repr=False)

    def learn(self, messages: Iterable[Normalised]) -> None:
        """Counts the words of `messages`; the reader has learned them already."""
        counts = Counter(token for message in messages for token in message.tokens)
        self.words = {word: n for word, n in sorted(counts.items()) if n >= SEEN}
        self._known = {}
        for name in ("nearby", "_forms", "_all"):
            self.__dict__.pop(name, None)
        unseen = (word for word in dictionary() if len(word) >= SHORTEST and not self._settled(word))
        self.real = frozenset(self.nearby.any_of(unseen))

    def mended(self, text: str) -> str:
        """`text` with its slips mended, outside addresses, numbers and codes; itself when there is none."""
        hits = list(_WORD.finditer(text))
        typed = [fold(hit.group().lower()) for hit in hits]
        unknown = [i for i, word in enumerate(typed) if len(word) >= SHORTEST and not self._settled(word)]
        if not unknown:
            return text
        kept = [(span.start, span.end) for span in find_spans(text) if span.kind in _ENTITIES]
        parts, end = [], 0
        for i in unknown:
            hit = hits[i]
            if any(start < hit.end() and hit.start() < stop for start, stop in kept):
                continue
            name = _NAME.match(text, hit.start()) is not None
            word = self._meant(typed, i, name)
            if word != typed[i]:
                typed[i] = word
                parts += [text[end : hit.start()], self.reader.vectors.spelling.get(word, word)]
                end = hit.end()
        return "".join(parts) + text[end:]

    def word(self, typed: str) -> str:
        """What is read for a word that stands alone, without accents."""
        return typed if self._settled(typed) or len(typed) < SHORTEST else self._meant([typed], 0)

    @cached_property
    def nearby(self) -> Nearby:
        """Finds the words that may be meant; built at the first word that nobody wrote."""
        words = {*self.words, *self._forms}
        return Nearby(word for word in words if len(word) > SHORTEST and word.isalpha())

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        """What the lexicon writes out, and the words it is written out to."""
        forms = {fold(form): fold(written) for form, written in self.lexicon.words.items()}
        return {form: re.findall(r"[a-z]+", written) for form, written in forms.items() if form.isalpha()}

    @cached_property
    def _all(self) -> int:
        return max(1, sum(self.words.values()))

    def _settled(self, word: str) -> bool:
        return word in self.words or word in self._forms

    def _meant(self, typed: list[str], place: int, name: bool = False) -> str:
        """The word that fits best between its neighbours, of those one slip away; for a rare word of the
        dictionary only another form of it ("abîmés": "abîmé"), unless another word fits much better.
        """
        word = typed[place]
        near = self._known.get(word)
        if near is None:
            near = self.nearby.of(word) | {form: 0.0 for form in drawn_in(word) if self._settled(form)}
            if len(self._known) < 50_000:
                self._known[word] = near
        if not near:
            return word
        before = typed[place - 1] if place else ""
        after = typed[place + 1] if place + 1 < len(typed) else ""
        fits = {one: self._fit(before, one, after) - cost for one, cost in near.items()}
        best = max(fits, key=lambda one: (fits[one], one))
        if (not name and word not in self.real) or fits[best] - MARGIN >= self._fit(before, word, after):
            return best
        forms = [one for one in fits if not name and (one[:-1] == word or one == word[:-1])]
        return max(forms, key=lambda one: (fits[one], one), default=word)

    def _fit(self, before: str, word: str, after: str) -> float:
        """How likely the word is, and how much likelier its neighbours make it (logarithms)."""
        ends = self._forms.get(word) or [word]
        found = math.log(self._often(word))
        if before:
            found += self._drawn((self._forms.get(before) or [before])[-1], ends[0])
        if after:
            found += self._drawn(ends[-1], (self._forms.get(after) or [after])[0])
        return found

    def _drawn(self, left: str, right: str) -> float:
        share = self._often(right) / self._all
        words = self.reader.blocks[0]
        seen = words.held(f"{left} {right}") + _TOGETHER * share
        return math.log(seen / (words.held(left) + _TOGETHER) / share)

    def _often(self, word: str) -> float:
        return self.words.get(word) or (SEEN if word in self._forms else 0.5)
