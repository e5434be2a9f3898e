"""The answer to what the last reply asked for, each kind by its own reader."""

from __future__ import annotations

from bot.dialogue import a_person, codes, lines, offers, orders, yes_no
from bot.dialogue.answer import go_on
from bot.dialogue.buttons import human
from bot.dialogue.fact_told import to_fact
from bot.dialogue.identifying import to_identification
from bot.dialogue.replying import nothing_understood, to_offer
from bot.dialogue.state import CODE, EMAIL, FACT, LINE, NUMBER, OFFER, ORDER, PERSON, State
from bot.dialogue.talk import Talk


def awaited(talk: Talk) -> bool:
    """Whether the message answers what was asked."""
    state = talk.state
    if state.awaiting == OFFER and state.offer:
        return to_offer(talk)
    if state.awaiting == FACT:
        return to_fact(talk)
    if state.awaiting == PERSON:
        return a_person.answered(talk)
    if state.awaiting in (NUMBER, EMAIL, ORDER):
        return to_identification(talk)
    if state.awaiting == LINE:
        order = orders.known_order(talk)
        if order and lines.understood(talk, order):
            go_on(talk)
            return True
        if order and (nothing_understood(talk) or yes_no.read(talk.message.text)):
            _not_one_of_them(talk)
            return True
        return False
    if state.awaiting == CODE and state.topic == "coupon_not_working":
        return _to_code(talk)
    return False


def _not_one_of_them(talk: Talk) -> None:
    """Asked which article, the customer says no, or nothing that tells."""
    state = talk.state
    if yes_no.read(talk.message.text) == yes_no.NO:
        offers.decline(talk)
        return
    talk.decide("clarify", order=state.focus)
    talk.say(talk.words("choose_line_again"), [*state.buttons, *([] if _has_person(state) else [human()])])


def _has_person(state: State) -> bool:
    return any(button.kind == "human" for button in state.buttons)


def _to_code(talk: Talk) -> bool:
    """The code itself, alone on its line or found by the NLU."""
    words = talk.message.text.split()
    alone = len(words) <= 3 and (any(c.isdigit() for c in talk.message.text) or nothing_understood(talk))
    found = talk.message.entity("coupon") or codes.said_in(talk)
    if found or alone:
        talk.state.code = found or talk.message.text.strip()
        go_on(talk)
        return True
    return False
