"""Two requests by their words, one by what is meant: a story and its request, or two sides of one matter."""

from __future__ import annotations

import re

from bot.dialogue.message import Message, Part
from bot.dialogue.words import fold
from bot.nlu.cuts import asks

# Where the parcel is: whatever the story says of it, one look answers.
_PARCEL = frozenset(
    (
        *("tracking_stuck", "order_status", "parcel_not_received", "delivered_not_received"),
        *("parcel_returned", "tracking_unavailable"),
    )
)
# What of the parcels has come: "les deux colis sont notés livrés et le client n'a rien" complains once.
_COME = _PARCEL | {"partial_delivery"}
# How a code is used and why it fails are one question.
_COUPON = frozenset(("coupon_how", "coupon_not_working"))
# Cancelling says what becomes of the money.
_CANCELLED = frozenset(("cancel_order", "refund_request"))
# A credit note is asked about by its name; "je peux avoir mes sous ?" is what cancelling says.
_A_CREDIT = re.compile(
    r"\b(un|mon|cet|mes|des|vos|votre|notre|nos|son|en|quel) avoirs?\b"
    r"|\bl avoir (de|est|que|recu|sur|va|sera)\b|\bcredits?\b|\bbons? d achat\b"
)
SURE = 0.95  # of the whole message: then a few words beside the request are its story
SO_SURE = 0.999  # then a few words are, even where they ask
A_FEW = 7  # words
# "je ne veux rien annuler, juste changer l'adresse": the first part says what is not asked for.
_NOT_WANTED = re.compile(
    r"\b(veux|demande|souhaite|cherche|voudrais|faut|est|suis)\b( \w+){0,2} (pas|rien|point)\b"
    r"|\bpas (de|d|pour) |\b(pas|jamais) (demande|voulu|dit|parle|souhaite)\b"
    r"|\b(annul|rembours|modifi|renvo|retourn)(e|er|ez|ie)? (pas|plus|rien)\b"
)
# "la différence entre un avoir et un remboursement" is one question.
_BETWEEN = re.compile(r"\b(difference|choix|choisir|hesite|comparer?)\b.*\bentre\b")
# A person is called at once, on nobody's yes: a part must say so, not only sound like it.
_A_PERSON = re.compile(
    r"\b(conseill|humain|quelqu|personne|responsable|service|parl|discut|appel|rappel|telephon|joindre|joignable|"
    r"contact|agent|interlocut|equipe|vivant|collegue|chef|direct)"
)
_BUT = re.compile(r"\b(juste|seulement|simplement|uniquement|plutot)\b")


# "… j'en ai besoin pour le boulot" says why it is urgent, and asks for nothing.
_NEEDED = re.compile(r"\b(besoin|urgen(t|ce)|presse[er]?s?|indispensable)\b")
_WHY = frozenset(("technical_support", "product_question", "delivery_time", "order_status", "complaint"))


def cancelled_and_refunded(parts: tuple[Part, ...]) -> bool:
    """Whether a cancellation is asked for, and the money that comes back with it."""
    topics = {part.topic for part in parts}
    named = any(part.topic == "credit_note" and _A_CREDIT.search(fold(part.text)) for part in parts)
    return topics == _CANCELLED or (topics == {"cancel_order", "credit_note"} and not named)


def only_request(message: Message) -> Part | None:
    """The part that asks, where the other says what is not asked for, or why it is urgent."""
    first, second = message.requests
    if _NOT_WANTED.search(fold(first.text)) and _BUT.search(fold(message.text)):
        return second
    if _only_needs(first) or _only_needs(second):
        return second if _only_needs(first) else first
    return None


def _only_needs(part: Part) -> bool:
    return part.topic in _WHY and bool(_NEEDED.search(fold(part.text))) and not asks(part.text)


def one_matter(message: Message) -> bool:
    """Whether the message's two parts want one answer."""
    topics = {part.topic for part in message.requests}
    if topics <= _PARCEL or topics <= _COUPON:
        return True
    first, second = message.requests
    if any(
        part.topic == "talk_to_human" and not _A_PERSON.search(fold(part.text)) for part in (first, second)
    ):
        return True
    if _BETWEEN.search(fold(first.text)) and fold(second.text).startswith("et "):
        return True
    if topics <= _COME and not asks(message.text) and min(map(_length, message.requests)) < A_FEW:
        return True
    return _story(message, first, second) or _story(message, second, first)


def _story(message: Message, part: Part, other: Part) -> bool:
    """ "mon client m'a lâché, je veux annuler": few words beside what the whole is about."""
    if message.intent != other.topic or _length(part) > A_FEW:
        return False
    return message.confidence >= (SO_SURE if asks(part.text) else SURE)


def _length(part: Part) -> int:
    """In words."""
    return len(part.text.split())
