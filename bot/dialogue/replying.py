"""The reply to an offer."""

from __future__ import annotations

import re

from bot.dialogue import about_offer, offers, yes_no
from bot.dialogue.at_length import agrees_at_length, keep_details
from bot.dialogue.named_act import names_another
from bot.dialogue.naming_it import agrees_to_just_that
from bot.dialogue.narrowing import narrowed
from bot.dialogue.pending import the_first_only
from bot.dialogue.several_orders import means_all
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.widening import widened
from bot.dialogue.words import fold
from bot.orders.keys import number_key
from bot.policies.vocabulary import TOPICS

_PARTLY = re.compile(
    r"\b(pour|avec|que) (le|la|les|l|celui|celle|mon|ma) "
    r"(?!tou[ts]|toutes?|deux|trois|quatre|\d\b|ensemble)\w+"
    r"|\b(pour|que|juste|seulement) (1|un|une|l un|l une)\b|\b(premiere?|seconde?|deuxieme|derniere?)\b"
)
_HALF = ("affirm", "deny", "stop")
_CANCEL = re.compile(r"\bannul(e|ez|er|ation)\b")
# "annulez alors", "annulez tout": the order; "annulez" alone may mean what is offered.
_THE_ORDER = re.compile(r"\b(alors|donc|plutot|tout|la|commande|directement|carrement)\b")
# "vous ouvrez la réclamation ?", "pouvez-vous vous en charger ?": what is offered, asked for as a favour.
_WOULD_YOU = re.compile(
    r"\bvous (?:\w+ ){0,2}(?:ouvr|lanc|transmett|envoy|fai)\w* (?:la|le|un|une|ma|mon|cette|ce|ca|l) ?"
    r"(?:reclamation|ticket|demande|dossier|mail|incident|retour|pour moi|a ma place)?\b"
    r"|\bvous pou(?:vez|rriez) (?:me |m )?(?:le |la |l )?(?:faire|ouvrir|envoyer|lancer|annuler)\b"
    r"|\bvous (?:vous )?en (?:charger|occuper|chargez|occupez)\b"
)
SLIP = 2  # words: so few, strange to every topic, are a slip of the keyboard rather than another subject


def to_offer(talk: Talk) -> bool:
    """Whether the message answers the offer; False: it is something new, and the offer lapses by it."""
    if offers.changed_by_what_is_said(talk):
        return True
    if _names_another(talk):
        return False
    if about_offer.answered(talk):
        return True
    if narrowed(talk) or widened(talk):
        return True
    if the_first_only(talk):
        offers.accept(talk)
        return True
    read = offers.verdict(talk.message)
    if read is None and means_all(talk.message.text):
        read = yes_no.UNCLEAR  # « les deux »: what is offered, but no yes
    if read is None and "?" in talk.message.text and _WOULD_YOU.search(fold(talk.message.text)):
        read = yes_no.UNCLEAR
    if _cancels_something_else(talk) and _THE_ORDER.search(fold(talk.message.text)):
        return False
    if read == yes_no.UNCLEAR and (agrees_to_just_that(talk) or agrees_at_length(talk)):
        read = yes_no.YES
    if read == yes_no.YES and (
        (talk.state.offer and names_another(talk.message.text, talk.state.offer.acts, talk.state.offer.topic))
        or _only_in_part(talk)
        or _cancels_something_else(talk)
        or _sends_something_else(talk)
    ):
        read = yes_no.UNCLEAR
    if read == yes_no.YES:
        keep_details(talk)
        offers.accept(talk)
    elif read == yes_no.NO and not other_wish(talk):
        offers.decline(talk)
    elif read == yes_no.UNCLEAR:
        if other_wish(talk):
            return False
        offers.ask_again(talk)
    elif read is None and (nothing_understood(talk) or talk.message.intent in _HALF):
        offers.ask_again(talk)  # a slip of the keyboard leaves the offer open; half a yes or no does too
    else:
        return False
    return True


def _only_in_part(talk: Talk) -> bool:
    """ "oui pour le colissimo", when several acts are offered, leaves the others without a yes."""
    offer = talk.state.offer
    return bool(offer and len(offer.acts) > 1 and _PARTLY.search(fold(talk.message.text)))


def _cancels_something_else(talk: Talk) -> bool:
    """ "annule", when what is offered is no cancellation, may well mean the offer itself."""
    offer = talk.state.offer
    return bool(offer and offer.topic != "cancel_order" and _CANCEL.search(fold(talk.message.text)))


def _sends_something_else(talk: Talk) -> bool:
    """ "renvoyez-le", when no e-mail is offered, may be about the article."""
    acts = talk.state.offer.acts if talk.state.offer else []
    return any(act[0] != "send_email" for act in acts) and "renvo" in fold(talk.message.text)


def nothing_understood(talk: Talk) -> bool:
    """Neither a topic nor choices worth offering, nor a number or a code; or a slip that no topic knows."""
    reading, message = understand(talk.message), talk.message
    if reading.topic == "out_of_scope":
        return len(message.text.split()) <= SLIP
    return reading.topic is None and not reading.choices and message.intent != "inform"


def _names_another(talk: Talk) -> bool:
    """ "oui, annulez la 204002", when the offer is about another order, is a yes to nothing."""
    offer, named = talk.state.offer, talk.message.entity("order_number")
    return bool(offer and named and number_key(named) not in number_key(offer.order or ""))


def other_wish(talk: Talk) -> bool:
    """ "non, je veux plutôt changer l'adresse": the new request is answered, the offer lapses by itself."""
    topic = understand(talk.message).topic
    offer = talk.state.offer
    if topic == "talk_to_human":
        return True
    return topic in TOPICS and len(talk.message.text.split()) > 3 and (offer is None or topic != offer.topic)
