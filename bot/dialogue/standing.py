"""An offer that something else came between.

A question about the money it moves leaves it open, and says so. Any other subject ends it: a yes after that
does nothing, but the offer is then put once more, so that nobody has to say it all again.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import asdict
from typing import Any

from bot.dialogue import offers, yes_no
from bot.dialogue.buttons import yes_no as yes_no_buttons
from bot.dialogue.named_act import names_another
from bot.dialogue.state import TOPIC, Offer, State
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold, is_question
from bot.policies.vocabulary import TOPICS

_ABOUT_MONEY = frozenset({"refund_time", "credit_note"})
_MOVES_MONEY = frozenset({"cancel_order", "return_item", "refund_request"})
_ENDS_IT = frozenset({*TOPICS, "out_of_scope", "complaint"})
# "bon tant pis, annulez" comes back to the cancellation that was offered before something else was.
_CANCEL_AFTER_ALL = re.compile(
    r"(?:(?:bon|ben|bah|ok|tant pis|alors|donc|oui|finalement|dans ce cas|du coup) )*annule[rz]?"
    r"(?: (?:la|le|tout|alors|quand meme|donc|svp|ma commande|la commande))*"
)
_OF_THE_OFFER = ("topic", "request", "said", "code", "lines", "parcels", "focus")


def before(talk: Talk) -> State | None:
    """The state with the offer that is open, to be handed to ``after`` at the end of the turn."""
    return deepcopy(talk.state) if talk.state.offer else None


def after(talk: Talk, was: State | None) -> None:
    """What becomes of the offer that was open, where the turn neither answered it nor asked anything else."""
    state = talk.state
    if was is None or was.offer is None:
        return
    if state.offer and was.offer.topic != state.offer.topic:
        state.lapsed = _kept(was)  # for who comes back to it by its name, not for a yes
    if state.offer or state.awaiting not in (None, TOPIC):
        return
    about = {decision.topic for decision in talk.decisions}
    supposed = any("supposed" in decision.facts for decision in talk.decisions)
    if not about or (was.offer.topic in about and not supposed) or not about <= _ENDS_IT:
        return
    torn = any(decision.outcome == "clarify" for decision in talk.decisions)  # one question at a time
    if about <= _ABOUT_MONEY and not torn and was.offer.topic in _MOVES_MONEY and state.focus == was.focus:
        for name in (*_OF_THE_OFFER, "offer", "awaiting"):
            setattr(state, name, getattr(was, name))
        talk.say(talk.words("offer_stands", acts=_acts(was.offer)), yes_no_buttons())
        return
    state.lapsed = _kept(was)


def _kept(was: State) -> dict[str, Any]:
    assert was.offer
    return {name: getattr(was, name) for name in _OF_THE_OFFER} | {"offer": asdict(was.offer)}


def still_lapsed(talk: Talk, lapsed: dict[str, Any] | None) -> None:
    """A turn that only asked back, or told that it could not help, leaves what lapsed before it in mind."""
    idle = {decision.outcome for decision in talk.decisions} <= {"clarify", "out_of_scope", "smalltalk"}
    if lapsed and idle and talk.decisions and talk.state.awaiting in (None, TOPIC):
        talk.state.lapsed = talk.state.lapsed or lapsed


def asked_about(talk: Talk, lapsed: dict[str, Any] | None) -> bool:
    """A yes right after the other subject: what it seems to mean is asked, as the offer is void."""
    state = talk.state
    read = yes_no.read(talk.message.text)
    agrees = read == yes_no.YES or (read == yes_no.UNCLEAR and talk.message.intent == "affirm")
    asked = lapsed is not None and _comes_back(talk, Offer(**lapsed["offer"]))
    if not lapsed or not (asked or (agrees and state.awaiting in (None, TOPIC))):
        return False
    if talk.message.entity("order_number"):
        return False
    for name in _OF_THE_OFFER:
        setattr(state, name, lapsed[name])
    state.offer = Offer(**lapsed["offer"])
    offers.ask_again(talk)
    return True


def _comes_back(talk: Talk, lapsed: Offer) -> bool:
    """Whether the message names what was offered before, and not what is offered now."""
    offer, text = talk.state.offer, talk.message.text
    if lapsed.topic == "cancel_order" and _CANCEL_AFTER_ALL.fullmatch(fold(text)):
        return offer is None or offer.topic != "cancel_order"
    agrees = yes_no.read(text) in (yes_no.YES, yes_no.UNCLEAR)
    another = offer is not None and names_another(text, offer.acts, offer.topic)
    return agrees and another and not names_another(text, lapsed.acts, lapsed.topic)


def noted(talk: Talk, was: State) -> None:
    """The same request once more, or a detail of it: kept with it, and the offer's question put briefly."""
    state = talk.state
    if not (was.offer and state.offer and len(talk.replies) == 1 and state.offer.acts == was.offer.acts):
        return
    if is_question(talk.message.text):
        return  # "où est mon colis" once more wants to know how things stand now, not that it was noted
    if was.request != state.request:
        state.request = f"{was.request}\n{state.request}"
    talk.replies.clear()
    talk.say(talk.words("offer_noted", acts=_acts(state.offer)), yes_no_buttons())


def _acts(offer: Offer) -> list[str]:
    return [act[-1] for act in offer.acts]
