"""« Oui mais que la trousse », « pas le parfum »: an offer about several things, wanted for some of them.

Nothing is done by it: what is left is offered again.
"""

from __future__ import annotations

import re

from bot.dialogue import lines, orders, parcels, yes_no
from bot.dialogue.answer import go_on
from bot.dialogue.places import PLACE, by_place
from bot.dialogue.state import Offer
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.words import fold
from bot.orders.model import Order
from bot.policies.vocabulary import TOPICS

LONGEST = 12  # words
_ONLY = re.compile(r"\b(juste|seulement|uniquement|que|seule?s?|pour|rien que|plutot|en fait|finalement)\b")
_WITHOUT = re.compile(r"\b(?:pas|sauf|hors|excepte|sans|mais garde[rz]?|je garde|garde[rz]?)\b(.*)")
_A_PLACE = re.compile(rf"(?:(?:ok|oui|bon|alors) )*(?:le |la ){PLACE}(?: (?:svp|alors))*")
# "oui le premier, le deuxième non": the no stands after what it is about.
_PARTS = re.compile(r"[,;.]|\bmais\b|\bet\b", re.IGNORECASE)
_REFUSED_AFTER = re.compile(r".*\b(?:non|nan|pas)$")


def narrowed(talk: Talk) -> bool:
    """Whether the message keeps some of what is offered and leaves the rest; that is then offered alone."""
    offer = talk.state.offer
    order = orders.allowed(talk, offer.order) if offer and offer.order else None
    if not offer or not order or len(offer.acts) < 2 or not _chooses(talk):
        return False
    wanted_lines = _wanted(talk, order, offer)
    wanted_parcels = _wanted_parcels(talk, offer)
    if not wanted_lines and not wanted_parcels:
        return False
    if wanted_lines:
        talk.state.lines = wanted_lines
    else:
        talk.state.parcels = wanted_parcels
    go_on(talk)
    return True


def _chooses(talk: Talk) -> bool:
    """Short, and about the offer: a yes or a no that goes on, « juste… », or words of no other topic."""
    text = fold(talk.message.text)
    if len(text.split()) > LONGEST or "?" in talk.message.text:
        return False
    topic = understand(talk.message).topic
    own = topic in TOPICS and talk.state.offer is not None and topic != talk.state.offer.topic
    place = bool(_A_PLACE.fullmatch(text))
    return yes_no.read(talk.message.text) is not None or bool(_ONLY.search(text)) or place or not own


def _wanted(talk: Talk, order: Order, offer: Offer) -> list[str]:
    """The ids of the offered lines that the message keeps; none when it keeps all or names none."""
    offered = [act[2] for act in offer.acts if act[2] != "None"]
    parts = [fold(part) for part in _PARTS.split(talk.message.text)]
    refused = [part for part in parts if _REFUSED_AFTER.match(part)]
    text = " ".join(part for part in parts if part not in refused)
    left_out = _WITHOUT.search(text)
    said = text[: left_out.start()] if left_out else text
    without = " ".join([left_out[1] if left_out else "", *refused])
    unwanted = _meant(order, without, offered)
    kept = [line for line in _meant(order, said, offered) if line not in unwanted]
    if not kept and unwanted:
        kept = [line for line in offered if line not in unwanted]
    some = [line for line in offered if line in kept]
    return some if 0 < len(some) < len(offered) else []


def _meant(order: Order, text: str, offered: list[str]) -> list[str]:
    return [line.id for line in lines.named(order, text)] or by_place(text, offered)


def _wanted_parcels(talk: Talk, offer: Offer) -> list[str]:
    offered = [act[3] for act in offer.acts if act[3] != "None"]
    some = [tracking for tracking in offered if parcels.named_in(talk.message.text, tracking)]
    return some if 0 < len(some) < len(offered) else []
