"""Which order is meant: the signed-in customer's own, or a guest's by order number and e-mail together."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from bot.dialogue.articles import ALIKE, telling_words
from bot.dialogue.buttons import human
from bot.dialogue.state import EMAIL, NUMBER, ORDER, Button
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.orders.keys import email_key, number_key
from bot.orders.model import Order
from bot.policies.french import day
from bot.policies.labels import STAGE

SHORTEST_ENDING = 3  # characters
SHOWN = 5  # orders offered as buttons
OFFER_PERSON_AFTER, PAUSE_AFTER = 3, 5  # failed identifications (clauses.yml, reading rules)


def own_order(talk: Talk) -> Order | None:
    """The order this turn is about, or None after having asked (or refused) in ``talk``."""
    return _signed_in(talk, talk.customer) if talk.customer else _guest(talk)


def known_order(talk: Talk) -> Order | None:
    """The order that is plain without asking: named and proven, in focus, or the customer's only one."""
    named = talk.message.entity("order_number") or talk.state.number or talk.state.focus
    if named and (order := allowed(talk, named)):
        return order
    if talk.customer:
        orders = _orders_of(talk, talk.customer)
        return orders[0] if len(orders) == 1 else None
    return None


def allowed(talk: Talk, number: str) -> Order | None:
    """The order of that number when this conversation may see it."""
    order = talk.tx.orders.get(talk.pack.merchant.key, number)
    if order is None:
        return None
    if talk.customer:
        return order if email_key(order.email) == email_key(talk.customer) else None
    return order if order.number in talk.state.proven else None


def _orders_of(talk: Talk, email: str) -> list[Order]:
    return talk.tx.orders.of_customer(talk.pack.merchant.key, email, limit=50)


def _signed_in(talk: Talk, customer: str) -> Order | None:
    state, merchant = talk.state, talk.pack.merchant.key
    tracking = talk.message.entity("tracking_number")
    if tracking and (order := talk.tx.orders.by_tracking(merchant, customer, tracking)):
        return order
    named = talk.message.entity("order_number") or state.number
    state.number = None
    if named:
        if order := allowed(talk, named) or _by_ending(_orders_of(talk, customer), named):
            return order
        talk.decide("identity_refused")
        _offer_orders(talk, _orders_of(talk, customer), talk.words("not_on_account"))
        return None
    orders = _orders_of(talk, customer)
    if not orders:
        talk.decide("identify")
        talk.say(talk.words("no_orders"), [human()])
        return None
    if len(orders) == 1:
        return orders[0]
    by_article = _named_by_article(orders, talk.message.text)
    if len(by_article) == 1:
        return by_article[0]
    if not by_article and state.focus and (order := allowed(talk, state.focus)):
        return order
    talk.decide("identify")
    _offer_orders(talk, by_article or orders, "")
    return None


def _by_ending(own: list[Order], named: str) -> Order | None:
    """The customer's only order whose number ends so: "la 004501" for PRO-2026-004501."""
    ending = number_key(named)
    found = [
        order for order in own if len(ending) >= SHORTEST_ENDING and number_key(order.number).endswith(ending)
    ]
    return found[0] if len(found) == 1 else None


def _offer_orders(talk: Talk, orders: list[Order], before: str) -> None:
    buttons = [Button(order_title(order, talk), "order", order.number) for order in orders[:SHOWN]]
    talk.state.awaiting = ORDER if buttons else None
    asked = talk.words("choose_order") if buttons else ""
    talk.say(" ".join(part for part in (before, asked) if part), buttons or [human()])


def order_title(order: Order, talk: Talk) -> str:
    """``204001 du mercredi 18 novembre : Livre photo A4 (payée)``."""
    when = f" du {day(order.ordered_at, talk.now)}" if order.ordered_at else ""
    more = (
        f" et {len(order.lines) - 1} autre{'s' if len(order.lines) > 2 else ''}"
        if len(order.lines) > 1
        else ""
    )
    return f"{order.number}{when} : {order.lines[0].name}{more} ({STAGE[order.stage]})"


def _named_by_article(orders: list[Order], message: str) -> list[Order]:
    """The orders whose articles the message names, and names best; none when it names no article."""
    spoken = telling_words(message)
    scores = []
    for order in orders:
        names = {word for line in order.lines for word in telling_words(line.name)}
        scores.append(sum(any(fuzz.ratio(word, said) >= ALIKE for said in spoken) for word in names))
    best = max(scores, default=0)
    return [order for order, score in zip(orders, scores, strict=True) if best and score == best]


def _guest(talk: Talk) -> Order | None:
    state = talk.state
    number, email = _given_number(talk), talk.message.entity("email")
    if number is None and email is None and state.number is None:
        known = [state.focus, *state.proven]
        if order := next((o for n in known if n and (o := allowed(talk, n))), None):
            return order
    state.number, state.email = number or state.number, email or state.email
    if state.number and (order := allowed(talk, state.number)):
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


def _check(talk: Talk, number: str, email: str) -> Order | None:
    """The pair as a whole is right or wrong: an unknown number and a wrong e-mail get the same words."""
    state = talk.state
    order = talk.tx.orders.get(talk.pack.merchant.key, number)
    state.number = state.email = None
    if order is not None and email_key(order.email) == email_key(email):
        state.proven.append(order.number)
        return order
    state.failures += 1
    state.awaiting = NUMBER
    talk.decide("identity_refused")
    many = state.failures >= OFFER_PERSON_AFTER
    talk.say(talk.words("identity_refused_person" if many else "identity_refused"), [human()] if many else [])
    return None


_WILL_NOT = re.compile(
    r"\b(pas|rien|refuse|sans)\b.{0,25}\b(donn\w+|communiqu\w+|fourni\w*|partag\w+|dire|transmett\w+|identifi\w+)\b"
    r"|\b(confidentiel|ca (ne )?vous regarde|donnees personnelles|vie privee)\b"
)
_CANNOT = re.compile(
    r"\b(je (ne )?l ai (pas|plus)|j en ai pas|aucune idee|pas sous la main|je l ai perdu\w*|"
    r"je (ne )?(le |la |les )?(sais|connais|retrouve|trouve) (pas|plus)( .{0,20}(numero|mail|adresse))?$|"
    r"(n ai|ai|trouve|retrouve|connais|sais|perdu)( pas| plus)? .{0,12}\b(numero|mail|e mail|reference))\b"
)


def looks_like_refusal(message: str) -> bool:
    """The guest will not, or cannot, give a number or an e-mail."""
    text = fold(message)
    return bool(_WILL_NOT.search(text) or _CANNOT.search(text))
