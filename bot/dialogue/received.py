"""« J'ai reçu que le parfum »: what the customer says has come is what the complaint is not about."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.dialogue.words import fold
from bot.orders.model import Line, Order

MISSING_TOPICS = ("partial_delivery", "parcel_not_received", "delivered_not_received")
# A negation ends what has come: « j'ai le parfum, pas la trousse », « j'ai pas reçu la trousse ».
_PARTS = re.compile(r"[.;!?,\n]|\b(?:mais|sans|pas|jamais|manque\w*|ni)\b", re.IGNORECASE)
_CAME = re.compile(
    r"\b(recue?s?|eue?s?|arrivee?s?|livree?s?) (bien )?(que|juste|seulement|uniquement|seule?s?)\b|"
    r"\b(j?ai|as|a|avons|avait|est|sont|etait) (bien |juste |seulement |uniquement |que |rien que )*"
    r"(recue?s?|eue?s?|arrivee?s?|livree?s?|la$|dans le (colis|carton))\b"
    r"|\b(j ai|jai|on a|il y a|il y avait|y a|y avait) (bien |juste |seulement |uniquement |que |rien que )*"
    r"(le|la|les|l|un|une|mon|ma|mes)\b"
)


def still_missing(order: Order, message: str, named: Callable[[Order, str], list[Line]]) -> list[Line]:
    """The lines said not to have come: those named so, else all but those that came; none when nothing is."""
    came: list[str] = []
    missing: list[str] = []
    for part in _PARTS.split(message):
        ids = [line.id for line in named(order, part)]
        (came if _CAME.search(fold(part)) else missing).extend(ids)
    absent = set(missing) - set(came) or ({line.id for line in order.lines} - set(came) if came else set())
    return [line for line in order.lines if line.id in absent]
