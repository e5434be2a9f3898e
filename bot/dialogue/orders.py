"""Which order is meant: the signed-in customer's own, or a guest's by order number and e-mail together."""

from __future__ import annotations

from bot.dialogue.buttons import human
from bot.dialogue.guests import guest_order, proven_order
from bot.dialogue.named_orders import by_ending, named_by_amount, named_by_article, named_by_date
from bot.dialogue.several_orders import all_meant, one_by_one
from bot.dialogue.state import ORDER, Button
from bot.dialogue.talk import Talk
from bot.orders.keys import email_key
from bot.orders.model import Order
from bot.policies.french import day
from bot.policies.labels import STAGE

SHOWN = 5  # orders offered as buttons


def own_order(talk: Talk) -> Order | None:
    """The order this turn is about, or None after having asked (or refused) in ``talk``."""
    return _signed_in(talk, talk.customer) if talk.customer else guest_order(talk)


def known_order(talk: Talk) -> Order | None:
    """The order that is plain without asking: named and proven, in focus, or the customer's only one."""
    spoken = talk.message.entity("order_number")
    named = spoken or talk.state.number or talk.state.focus
    if named and (order := allowed(talk, named)):
        return order
    if spoken:  # another number than the customer's own: nothing is said of an order that was not meant
        return by_ending(orders_of(talk, talk.customer), spoken) if talk.customer else None
    if talk.customer:
        orders = orders_of(talk, talk.customer)
        return orders[0] if len(orders) == 1 else None
    return None


def allowed(talk: Talk, number: str) -> Order | None:
    """The order of that number when this conversation may see it."""
    if not talk.customer:
        return proven_order(talk, number)
    order = talk.tx.orders.get_once(talk.pack.merchant.key, number)
    return order if order and email_key(order.email) == email_key(talk.customer) else None


def orders_of(talk: Talk, email: str) -> list[Order]:
    """The orders of a signed-in customer, the newest first."""
    return talk.tx.orders.of_customer(talk.pack.merchant.key, email, limit=50)


def _signed_in(talk: Talk, customer: str) -> Order | None:
    state, merchant = talk.state, talk.pack.merchant.key
    tracking = talk.message.entity("tracking_number")
    if tracking and (order := talk.tx.orders.by_tracking(merchant, customer, tracking)):
        return order
    named = talk.message.entity("order_number") or state.number
    state.number = None
    if named:
        if order := allowed(talk, named) or by_ending(orders_of(talk, customer), named):
            return order
        talk.decide("identity_refused")
        offer_orders(talk, orders_of(talk, customer), talk.words("not_on_account"))
        return None
    orders = orders_of(talk, customer)
    if not orders:
        talk.decide("identify")
        talk.say(talk.words("no_orders"), [human()])
        return None
    if len(orders) == 1:
        return orders[0]
    if several := all_meant(talk, orders):
        return one_by_one(talk, several)
    by_date = named_by_date(talk, customer)
    text = talk.message.text
    named_so = named_by_article(by_date or orders, text) or by_date or named_by_amount(orders, text)
    if len(named_so) == 1:
        return named_so[0]
    if not named_so and state.focus and (order := allowed(talk, state.focus)):
        return order
    talk.decide("identify")
    offer_orders(talk, named_so or orders, "")
    return None


def offer_orders(talk: Talk, orders: list[Order], before: str) -> None:
    """A button per order."""
    buttons = [Button(order_title(order, talk), "order", order.number) for order in orders[:SHOWN]]
    talk.state.awaiting = ORDER if buttons else None
    key = "choose_order" if len(buttons) > 1 else "choose_only_order"
    asked = talk.words(key) if buttons else ""
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
