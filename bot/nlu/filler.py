"""Messages that only give a number, an address or a code."""

from bot.nlu.lexicon import Lexicon
from bot.nlu.normalise import normalise
from bot.nlu.spans import Span


def only_informs(text: str, entities: list[Span], lexicon: Lexicon) -> bool:
    """Whether nothing but filler is left of `text` without its entities. False when it has none."""
    if not entities:
        return False
    rest, end = [], 0
    for span in entities:
        rest.append(text[end : span.start])
        end = span.end
    rest.append(text[end:])
    words = normalise(" ".join(rest), lexicon).tokens
    kinds = {"always", *(span.kind for span in entities)}
    filler = frozenset().union(*(lexicon.filler.get(kind, frozenset()) for kind in kinds))
    return len(words) <= 14 and all(word in filler or word in "!?" for word in words)
