"""A guest's order: by its number and the e-mail of the purchase together, each when it comes."""

from __future__ import annotations

import re

from bot.dialogue.buttons import human
from bot.dialogue.state import EMAIL, NUMBER
from bot.dialogue.talk import Talk
from bot.orders.keys import email_key
from bot.orders.model import Order

OFFER_PERSON_AFTER, PAUSE_AFTER = 3, 5  # failed identifications (clauses.yml, reading rules)


def proven_order(talk: Talk, number: str) -> Order | None:
    """The order of that number when this guest has shown to know its e-mail."""
    order = talk.tx.orders.get(talk.pack.merchant.key, number)
    return order if order and order.number in talk.state.proven else None


def guest_order(talk: Talk) -> Order | None:
    """The order this turn is about, or None after having asked (or refused) in ``talk``."""
    state = talk.state
    number, email = _given_number(talk), talk.message.entity("email")
    if number is None and email is None and state.number is None:
        known = [state.focus, *state.proven]
        if order := next((o for n in known if n and (o := proven_order(talk, n))), None):
            return order
    state.number, state.email = number or state.number, email or state.email
    if state.number and (order := proven_order(talk, state.number)):
        state.number = None
        return order
    if state.failures >= PAUSE_AFTER:
        talk.decide("identity_refused")
        talk.say(talk.words("identity_paused"), [human()])
        return None
    if not state.number or not state.email:
        _ask(talk)
        return None
    return _check(talk, state.number, state.email)


def _given_number(talk: Talk) -> str | None:
    if number := talk.message.entity("order_number"):
        return number
    if talk.state.awaiting != NUMBER:
        return None
    # Asked for a number, a word with digits is one, whatever its shape.
    rest = talk.message.text.replace(talk.message.entity("email") or "\0", " ")
    found = re.search(r"\b(?=[\w-]*\d{3})[\w-]{3,24}\b", rest)
    return found[0] if found else None


def _ask(talk: Talk) -> None:
    state = talk.state
    talk.decide("identify")
    if state.number:
        state.awaiting = EMAIL
        talk.say(talk.words("ask_email"))
    else:
        key = "ask_number_only" if state.email else "ask_number"
        state.awaiting = NUMBER
        talk.say(talk.words(key))


def _matching(talk: Talk, number: str, email: str) -> Order | None:
    """The order of that number and e-mail; "50001" does for TP-50001, whose letters are the shop's."""
    merchant = talk.pack.merchant.key
    order = talk.tx.orders.get(merchant, number)
    if order is None and number.isdigit():
        own = talk.tx.orders.of_customer(merchant, email)
        alike = [one for one in own if "".join(re.findall(r"\d", one.number)) == number]
        order = alike[0] if len(alike) == 1 else None
    return order if order and email_key(order.email) == email_key(email) else None


def _check(talk: Talk, number: str, email: str) -> Order | None:
    """The pair as a whole is right or wrong: an unknown number and a wrong e-mail get the same words.

    An e-mail that was right is kept: the guest's next order needs its number only.
    """
    state = talk.state
    order = _matching(talk, number, email)
    state.number = state.email = None
    if order is not None:
        state.email = email
        state.proven.append(order.number)
        return order
    state.failures += 1
    state.awaiting = NUMBER
    talk.decide("identity_refused")
    if state.failures >= PAUSE_AFTER:
        talk.say(talk.words("identity_refused_last"), [human()])
    elif state.failures >= OFFER_PERSON_AFTER:
        talk.say(talk.words("identity_refused_person"), [human()])
    else:
        talk.say(talk.words("identity_refused"))
    return None
