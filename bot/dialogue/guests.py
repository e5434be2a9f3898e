"""A guest's order: by its number and the e-mail of the purchase together, each when it comes."""

from __future__ import annotations

import re
from datetime import datetime

from bot.dialogue.buttons import human
from bot.dialogue.guessing import Attempt
from bot.dialogue.state import EMAIL, NUMBER, PERSON, State
from bot.dialogue.talk import Talk
from bot.orders.keys import number_key
from bot.orders.model import Order

ENDING = 6  # characters: an end as long as a whole number elsewhere is no easier to guess
ASKS_FOR_PERSON = "identity_paused"  # whose words end with that question
OFFER_PERSON_AFTER = 3  # failed identifications (clauses.yml, reading rules)


def proven_order(talk: Talk, number: str) -> Order | None:
    """The order of that number when this guest has shown to know its e-mail."""
    key = number_key(number)
    # Nothing is read of an order that is not proven: how long it takes would tell that it exists.
    proven = next((own for own in talk.state.proven if number_key(own) == key), None)
    return talk.tx.orders.get(talk.pack.merchant.key, proven) if proven else None


def guest_order(talk: Talk) -> Order | None:
    """The order this turn is about, or None after having asked (or refused) in ``talk``."""
    state = talk.state
    number, email = _given_number(talk), talk.message.entity("email")
    if number is None and email is None and state.number is None:
        known = [state.focus, *state.proven]
        if order := next((o for n in known if n and (o := proven_order(talk, n))), None):
            return order
    state.number, state.email = number or state.number, email or state.email
    _with_what_was_tried(state, number, email)
    if state.number and (order := proven_order(talk, state.number)):
        state.number = None
        return order
    if state.paused_until and talk.now < datetime.fromisoformat(state.paused_until):
        _refuse(talk, "identity_paused", person=True)
        return None
    if not state.number or not state.email:
        _ask(talk)
        return None
    return _check(talk, state.number, state.email)


def _with_what_was_tried(state: State, number: str | None, email: str | None) -> None:
    """ "pardon, sam@example.org": one of the two that did not go together is corrected, the other stands."""
    if state.tried and bool(number) != bool(email):
        state.number, state.email = state.number or state.tried[0], state.email or state.tried[1]
    if number or email:
        state.tried = []


def _given_number(talk: Talk) -> str | None:
    if number := talk.message.entity("order_number"):
        return number
    if talk.state.awaiting != NUMBER:
        return None
    # Asked for a number, a word with digits is one, whatever its shape.
    rest = talk.message.text.replace(talk.message.entity("email") or "\0", " ")
    found = re.search(r"\b(?=[\w-]*\d{3})[\w-]{3,24}\b|\b[A-Za-z]{2,5}-\d{1,2}\b", rest)
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
    """The order of that number and e-mail; "50001" does for TP-50001, whose letters are the shop's, and
    "004512" for PRO-2026-004512, as the end is what tells two of them apart.

    Asks for the orders of the e-mail and never for the number's, so that an unknown number and a known one
    take the same time.
    """
    merchant = talk.pack.merchant.key
    own = talk.tx.orders.numbers_of(merchant, email)
    same = [one for one in own if number_key(one) == number_key(number)]
    if not same and number.isdigit():
        same = [one for one in own if "".join(re.findall(r"\d", one)) == number]
    if not same and len(number_key(number)) >= ENDING:
        same = [one for one in own if number_key(one).endswith(number_key(number))]
    return talk.tx.orders.get(merchant, same[0]) if len(same) == 1 else None


def _check(talk: Talk, number: str, email: str) -> Order | None:
    """The pair as a whole is right or wrong: an unknown number and a wrong e-mail get the same words.

    An e-mail that was right is kept: the guest's next order needs its number only.
    """
    state = talk.state
    state.number = state.email = None
    attempt = Attempt(talk.tx, talk.conversation, number, talk.now, talk.guesses)
    if not attempt.allowed:
        attempt.take_back()
        state.paused_until = attempt.over.isoformat()
        _refuse(talk, "identity_paused", person=True)
        return None
    if order := _matching(talk, number, email):
        attempt.take_back()
        state.email = email
        state.proven.append(order.number)
        return order
    state.awaiting, state.tried = NUMBER, [number, email]
    if attempt.last:
        state.paused_until = attempt.over.isoformat()
        _refuse(talk, "identity_refused_last", person=True)
        return None
    if attempt.number >= OFFER_PERSON_AFTER:
        _refuse(talk, "identity_refused_person", person=True)
        return None
    _refuse(talk, "identity_refused", person=False)
    return None


def _refuse(talk: Talk, words: str, person: bool) -> None:
    talk.decide("identity_refused")
    talk.say(talk.words(words), [human()] if person else [])
    if words == ASKS_FOR_PERSON:
        talk.state.awaiting = PERSON
