"""Which of a customer's orders the words mean: by a day, by an article, by the end of a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal

from rapidfuzz import fuzz

from bot.dialogue.articles import ALIKE, telling_words
from bot.dialogue.dates import day_named
from bot.dialogue.state import ORDER
from bot.dialogue.talk import Talk
from bot.orders.keys import number_key
from bot.orders.model import Order
from bot.policies.calendar import PARIS

SHORTEST_ENDING = 3  # characters
_AMOUNT = re.compile(r"(?<![\w,.-])(\d{1,5})(?:[,.€](\d{2}))?(?: ?(?:€|eur\b|euros?\b)|(?<=[,.]\d\d)(?!\d))")
# Words that only point at an order.
_POINTING = frozenset(("celle", "celui", "celles", "bonjour", "merci", "plutot", "agit", "parle", "veux"))
_NOT_THAT = re.compile(
    r"\b(?:et )?(?:pas|non) (?:(?:celle|celui|ceux) )?(?:avec |de |du |des )?(?:l[ea]s?\b|l').*",
    re.IGNORECASE,
)


def named_by_date(talk: Talk, customer: str) -> list[Order]:
    """The customer's orders of the day that the message names; none when it names no day."""
    the_day = day_named(talk.message.text, talk.now, alone=talk.state.awaiting == ORDER)
    if the_day is None:
        return []
    start, end = (datetime.combine(d, time.min, PARIS) for d in (the_day, the_day + timedelta(days=1)))
    return talk.tx.orders.of_customer_between(talk.pack.merchant.key, customer, start, end)


def by_ending(own: Sequence[Order], named: str) -> Order | None:
    """The customer's only order whose number ends so: "la 004501" for PRO-2026-004501."""
    ending = number_key(named)
    found = [
        order for order in own if len(ending) >= SHORTEST_ENDING and number_key(order.number).endswith(ending)
    ]
    return found[0] if len(found) == 1 else None


def named_by_article(orders: Sequence[Order], message: str) -> list[Order]:
    """The orders whose articles the message names, and names best; none when it names no article."""
    spoken = telling_words(message)
    scores = []
    for order in orders:
        names = {word for line in order.lines for word in telling_words(line.name)}
        scores.append(sum(any(fuzz.ratio(word, said) >= ALIKE for said in spoken) for word in names))
    best = max(scores, default=0)
    return [order for order, score in zip(orders, scores, strict=True) if best and score == best]


def named_by_amount(orders: Sequence[Order], message: str) -> list[Order]:
    """The orders that cost just what the message says; none when it names no amount."""
    amounts = {Decimal(f"{euros}.{cents or '00'}") for euros, cents in _AMOUNT.findall(message)}
    return [order for order in orders if order.total in amounts] if amounts else []


def answers_which(talk: Talk, own: Sequence[Order]) -> Order | None:
    """The one order that a reply such as "celle avec le mug" means, when orders were offered.

    None when it says more than that: "mon mug est cassé" is a request of its own.
    """
    if not talk.customer:
        return None
    reply = _NOT_THAT.sub(" ", talk.message.text)
    by_date = named_by_date(talk, talk.customer)
    if len(by_date) == 1:
        return by_date[0]
    meant = named_by_article(by_date or own, reply)
    if len(meant) != 1:
        return None
    names = {word for line in meant[0].lines for word in telling_words(line.name)}
    rest = [
        word
        for word in telling_words(reply) - _POINTING
        if not any(fuzz.ratio(word, name) >= ALIKE for name in names)
    ]
    return None if rest else meant[0]
