"""What a long mail asks, without its story: the topic model has learnt from sentences, not from letters.

Sentences that speak of a shop's business, or ask, or carry a number or an address are kept, the best ones up
to `LENGTH` characters, in the order in which they were written. Nothing is put into other words. What people
read (the transcript, the desk) is the whole mail.
"""

from __future__ import annotations

import re

SHORT, LENGTH = 1000, 600  # characters: up to SHORT a text is read as it is; of longer ones LENGTH are left

_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?=\s|$)|\n|$)|[.!?…\n]")
_OPENING = re.compile(
    r"\s*(?:(?:bonjour|bonsoir|salut|chère?s?|madame|monsieur|mesdames|messieurs)\b[\s,]*)+"
    r"(?:à tous)?[\s,.!]*",
    re.I,
)
# From here on nobody asks anything any more.
_CLOSING = re.compile(
    r"^\s*(?:(?:bien )?cordialement|bien à vous|(?:avec )?mes (?:remerciements|salutations)"
    r"|sincères salutations|bonne (?:journée|réception|soirée)|dans l'attente|je vous prie d'agréer"
    r"|veuillez agréer|envoyé de(?:puis)? mon)",
    re.I | re.M,
)
_BUSINESS = re.compile(
    r"\b(?:command|colis|paquet|livr(?:ais|é|er|aison)|reçu|recevoir|suivi|factur|pa(?:ie|ye)|pay[ée]"
    r"|carte banc|code|promo|réduction|avoir\b|rembours|annul|modifi|retour|renvo[iy]|échang|étiquette"
    r"|adresse|articl|produit|abîm|abim|cass|déchir|endommag|défect|rayé|manqu|incompl|erreur|tromp|inverti|expédi"
    r"|transporteur|facteur|compte|mot de passe|site|panne|marche|fonctionne|confirmation|délai"
    r"|point relais|douane|réclam)",
    re.I,
)
_WISH = re.compile(
    r"\?|\b(?:je (?:souhait|voudr|veux|désir|dois|n'ai|ne )|j'aimer|nous (?:souhait|aimer|voudr|n'avons)|"
    r"pouvez|pourriez|pourrai|merci de|comment|que faire|où en|est-il possible|toujours (?:pas|rien))",
    re.I,
)
_FACT = re.compile(r"\d{4,}|\S@\S")


def as_read(text: str) -> tuple[str, dict[str, str] | None]:
    """What the assistant is to read of a message, and what goes beside it: the whole, where it is not all."""
    read = gist(text)
    return read, None if read == text else {"whole": text}


def gist(text: str) -> str:
    if len(text) <= SHORT:
        return text
    body = _without_ends(text)
    sentences = [found[0].strip() for found in _SENTENCE.finditer(body)]
    weighed = [(_weight(one), place, one) for place, one in enumerate(sentences) if one]
    kept: list[tuple[int, str]] = []
    for weight, place, sentence in sorted(weighed, key=lambda found: (-found[0], found[1])):
        if weight and len(sentence) + sum(len(one) + 1 for _, one in kept) <= LENGTH:
            kept.append((place, sentence))
    return " ".join(sentence for _, sentence in sorted(kept)) or text[:LENGTH]


def _without_ends(text: str) -> str:
    opening, closing = _OPENING.match(text), _CLOSING.search(text, len(text) // 4)
    return text[opening.end() if opening else 0 : closing.start() if closing else len(text)]


def _weight(sentence: str) -> int:
    business = min(len(_BUSINESS.findall(sentence)), 3)
    return business + 2 * bool(_WISH.search(sentence)) * bool(business) + 3 * bool(_FACT.search(sentence))
