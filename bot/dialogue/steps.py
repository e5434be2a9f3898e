"""What a message means where the conversation stands: a button, the answer awaited, or something new."""

from __future__ import annotations

from bot.dialogue import lines, offers, orders, yes_no
from bot.dialogue.answer import answer_topic, go_on, inform_only
from bot.dialogue.buttons import pressed
from bot.dialogue.said import stated
from bot.dialogue.smalltalk import chat, offer_choices
from bot.dialogue.state import CODE, EMAIL, FACT, LINE, NUMBER, OFFER, ORDER, Button
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.orders.keys import number_key
from bot.policies.vocabulary import OPTIONAL_ORDER, ORDER_TOPICS, TOPICS

_IDENTIFYING = ("order_number", "email", "tracking_number")


def step(talk: Talk) -> None:
    """Takes the conversation one message further."""
    button = pressed(talk.state, talk.message.text)
    if button:
        _press(talk, button)
    elif not _awaited(talk):
        _new(talk)


def _press(talk: Talk, button: Button) -> None:
    state = talk.state
    if button.kind == "topic":
        request = state.request or talk.message.text
        if not chat(talk, button.value):
            answer_topic(talk, button.value, request)
    elif button.kind == "order":
        state.number = button.value
        state.awaiting = None
        _with_order(talk)
    elif button.kind == "line":
        if order := orders.known_order(talk):
            lines.choose(talk, order, button.value)
        go_on(talk)
    elif button.kind == "human":
        offers.hand_over(talk, "talk_to_human")
    elif state.awaiting == FACT:
        _fact(talk, button.kind)
    elif button.kind == "yes" and state.offer:
        offers.accept(talk)
    else:
        offers.decline(talk)


def _with_order(talk: Talk) -> None:
    """An order is named: the question asked first is answered, or asked for when there was none."""
    if talk.state.topic in ORDER_TOPICS:
        go_on(talk)
    elif order := orders.own_order(talk):
        talk.state.focus = order.number
        talk.decide("clarify", topic="order_status", order=order.number)
        talk.say(
            talk.words("clarify_order"),
            [
                Button("Savoir où en est ma commande", "topic", "order_status"),
                Button("Annuler ma commande", "topic", "cancel_order"),
            ],
        )


def _awaited(talk: Talk) -> bool:
    """Whether the message answers what was asked."""
    state = talk.state
    if state.awaiting == OFFER and state.offer:
        return _to_offer(talk)
    if state.awaiting == FACT:
        read = offers.verdict(talk.message)
        if state.fact and stated(talk.message.text).get(state.fact):
            read = yes_no.YES
        if read in (yes_no.YES, yes_no.NO):
            _fact(talk, read)
            return True
        return False
    if state.awaiting in (NUMBER, EMAIL, ORDER):
        return _to_identification(talk)
    if state.awaiting == LINE:
        order = orders.known_order(talk)
        if order and lines.understood(talk, order):
            go_on(talk)
            return True
        return False
    if state.awaiting == CODE and state.topic == "coupon_not_working":
        return _to_code(talk)
    return False


def _to_offer(talk: Talk) -> bool:
    if offers.changed_by_what_is_said(talk):
        return True
    if _names_another(talk):
        return False
    read = offers.verdict(talk.message)
    if read == yes_no.YES:
        offers.accept(talk)
    elif read == yes_no.NO and not _other_wish(talk):
        offers.decline(talk)
    elif read == yes_no.UNCLEAR:
        if _other_wish(talk):
            return False
        offers.ask_again(talk)
    else:
        return False
    return True


def _names_another(talk: Talk) -> bool:
    """ "oui, annulez la 204002", when the offer is about another order, is a yes to nothing."""
    offer, named = talk.state.offer, talk.message.entity("order_number")
    return bool(offer and named and number_key(named) not in number_key(offer.order or ""))


def _other_wish(talk: Talk) -> bool:
    """ "non, je veux plutôt changer l'adresse": the new request is answered, the offer lapses by itself."""
    topic = understand(talk.message).topic
    offer = talk.state.offer
    if topic == "talk_to_human":
        return True
    return topic in TOPICS and len(talk.message.text.split()) > 3 and (offer is None or topic != offer.topic)


def _fact(talk: Talk, read: str) -> None:
    state = talk.state
    fact, topic = state.fact, state.topic
    state.drop()
    if read == yes_no.YES and fact and topic:
        state.said[fact] = True
        go_on(talk)
        return
    talk.decide("declined", topic=topic, order=state.focus)
    talk.say(talk.words("checked_not_yet"))


def _to_identification(talk: Talk) -> bool:
    """A number, an e-mail, a refusal to give them; anything else is taken as something new."""
    state, message = talk.state, talk.message
    given = any(message.entity(name) for name in _IDENTIFYING)
    understood = understand(message).topic
    if given and (understood not in TOPICS or message.intent == "inform" or understood == state.topic):
        _with_order(talk)
        return True
    if given:
        return False
    if state.topic and (
        orders.looks_like_refusal(message.text) or (understood == "deny" and not talk.customer)
    ):
        inform_only(talk)
        return True
    if state.awaiting == NUMBER and any(c.isdigit() for c in message.text) and len(message.text.split()) <= 6:
        _with_order(talk)
        return True
    if understood in TOPICS or understood in (
        "stop",
        "talk_to_human",
        "complaint",
        "bot_identity",
        "goodbye",
    ):
        return False
    if understood in ("greet", "thanks"):
        return False
    return _ask_once_more(talk)


def _ask_once_more(talk: Talk) -> bool:
    """Not understood: the question once more, then the rule as information."""
    state = talk.state
    if state.asked_again or not state.topic:
        if state.topic:
            inform_only(talk)
        return bool(state.topic)
    state.asked_again = 1
    awaiting = state.awaiting
    talk.decide("identify")
    key = {NUMBER: "ask_number", EMAIL: "ask_email", ORDER: "choose_order"}[awaiting or NUMBER]
    talk.say(f"{talk.words('ask_again')} {talk.words(key)}", state.buttons)
    return True


def _to_code(talk: Talk) -> bool:
    """The code itself, alone on its line or found by the NLU."""
    words = talk.message.text.split()
    alone = len(words) <= 3 and understand(talk.message).topic not in ("stop", "deny", "thanks", "goodbye")
    if talk.message.entity("coupon") or alone:
        talk.state.code = talk.message.entity("coupon") or talk.message.text.strip()
        go_on(talk)
        return True
    return False


def _new(talk: Talk) -> None:
    """A message on its own."""
    message = talk.message
    if message.intent == "inform":
        _inform(talk)
        return
    reading = understand(message)
    if reading.topic in TOPICS:
        answer_topic(talk, reading.topic, message.text)
    elif reading.topic is None or not chat(talk, reading.topic):
        offer_choices(talk, reading.choices)


def _inform(talk: Talk) -> None:
    """Only a number, an address or a code: it belongs to the topic that is open, whatever that is."""
    state = talk.state
    if state.topic == "coupon_not_working" and talk.message.entity("coupon"):
        go_on(talk)
    elif state.topic in ORDER_TOPICS and state.topic not in OPTIONAL_ORDER:
        state.drop()
        go_on(talk)
    elif state.topic in OPTIONAL_ORDER and any(talk.message.entity(name) for name in _IDENTIFYING):
        if order := orders.own_order(talk):
            state.focus = order.number
            go_on(talk)
    else:
        _with_order(talk)
