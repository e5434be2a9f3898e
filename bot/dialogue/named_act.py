"""« Ok pour le retour », « ok pour l'incident »: a yes that names what it agrees to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.dialogue.words import fold

_ACTS = {
    r"(?:retour|renvoi)": {"open_return"},
    r"incidents?": {"open_incident"},
    r"tickets?": {"open_ticket"},
    r"(?:e ?mail|mail|courriel)": {"send_email"},
    r"avoir": {"cancel_with_credit", "stop_production"},
    r"reclamations?": {"open_claim", "open_ticket", "open_incident"},
}
# "oui pour le retour", not "oui j'ai reçu le mail": what is agreed to stands right after these.
_AGREED = (
    r"\b(?:pour|va pour|ouvrez|ouvre|faites|fais|envoyez|envoie|demandez) (?:moi )?"
    r"(?:le|l|un|une|la|cet|ce) {}\b"
)


def named_effects(message: str) -> set[str]:
    """The effects that the message names; empty where it names none."""
    text = fold(message)
    named = (effects for words, effects in _ACTS.items() if re.search(_AGREED.format(words), text))
    return set().union(*named)


def names_another(message: str, acts: Iterable[list[str]], topic: str) -> bool:
    """Whether the message agrees to something else than ``acts``, made for ``topic``."""
    named, offered = named_effects(message), {act[0] for act in acts}
    if topic == "return_item" and "open_return" in named:
        return not offered & {"open_return", "open_incident"}  # a return that is asked for by an incident
    return bool(named) and not named & offered
