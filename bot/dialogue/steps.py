"""What a message means where the conversation stands: a button, the answer awaited, or something new."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import codes, lines, offers, orders, standing, yes_no
from bot.dialogue.answer import answer_topic, go_on
from bot.dialogue.buttons import human, pressed
from bot.dialogue.context import understood_from_context
from bot.dialogue.handing_over import hand_over
from bot.dialogue.identifying import gives_something, only_gives, to_identification, with_order
from bot.dialogue.pending import then_the_second, two_orders, two_requests
from bot.dialogue.replying import nothing_understood, tell_fact, to_fact, to_offer
from bot.dialogue.smalltalk import chat, offer_choices
from bot.dialogue.state import CODE, EMAIL, FACT, LINE, NUMBER, OFFER, ORDER, Button, State
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.policies.vocabulary import OPTIONAL_ORDER, ORDER_TOPICS, TOPICS

OF_NO_TOPIC = 0.35  # probability of the likeliest topic up to which a message is about none of them
GOES_ON = 0.5  # probability from which the topic of the moment is not asked for again


def step(talk: Talk) -> None:
    """Takes the conversation one message further."""
    was = standing.before(talk)
    lapsed, talk.state.lapsed = talk.state.lapsed, None
    button = pressed(talk.state, talk.message.text)
    if button:
        _press(talk, button)
    elif not (standing.asked_about(talk, lapsed) or understood_from_context(talk) or _awaited(talk)):
        _new(talk, was)
    then_the_second(talk)
    standing.after(talk, was)


def _press(talk: Talk, button: Button) -> None:
    state = talk.state
    if button.kind == "topic":
        _as_first_said(talk)
        if not chat(talk, button.value):
            answer_topic(talk, button.value, talk.message.text)
    elif button.kind == "order":
        state.number = button.value
        state.awaiting = None
        with_order(talk)
    elif button.kind == "line":
        if order := orders.known_order(talk):
            lines.choose(talk, order, button.value)
        go_on(talk)
    elif button.kind == "human":
        hand_over(talk, "talk_to_human")
    elif state.awaiting == FACT:
        tell_fact(talk, button.kind)
    elif button.kind == "yes" and state.offer:
        offers.accept(talk)
    else:
        offers.decline(talk)


def _as_first_said(talk: Talk) -> None:
    """The button only says what the message was about: its words, number and code are what counts."""
    state, message = talk.state, talk.message
    heard = tuple((name, value) for name, value in state.heard)
    talk.message = replace(message, text=state.request or message.text, entities=heard)


def _awaited(talk: Talk) -> bool:
    """Whether the message answers what was asked."""
    state = talk.state
    if state.awaiting == OFFER and state.offer:
        return to_offer(talk)
    if state.awaiting == FACT:
        return to_fact(talk)
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


def _new(talk: Talk, was: State | None) -> None:
    """A message on its own; ``was`` is the state with the offer that was open."""
    message = talk.message
    if message.intent == "inform" or only_gives(talk):
        _inform(talk)
        return
    talk.state.pending = None  # whatever waited, this is what the customer wants now
    if two_requests(talk):
        return
    reading = understand(message)
    topic = reading.topic or _goes_on_with(talk)
    if topic in TOPICS and two_orders(talk, topic):
        return
    if topic in TOPICS:
        answer_topic(talk, topic, message.text)
        if was:
            standing.noted(talk, was)
    elif topic is None and was and _a_detail(talk, was):
        offers.ask_again(talk)
    elif topic is None or not chat(talk, topic):
        offer_choices(talk, reading.choices)


def _a_detail(talk: Talk, was: State) -> bool:
    """ "elle bloque toujours au deuxième bac": what no topic knows belongs to the ticket that is offered."""
    to_a_person = was.offer is not None and all(act[0] == "open_ticket" for act in was.offer.acts)
    if not to_a_person or talk.message.confidence > OF_NO_TOPIC or "?" in talk.message.text:
        return False
    talk.state.request = f"{was.request}\n{talk.message.text}"
    return True


def _goes_on_with(talk: Talk) -> str | None:
    """The topic being talked about, when it is the likeliest anyway: there is no need to ask for it."""
    message = talk.message
    return message.intent if message.intent == talk.state.topic and message.confidence >= GOES_ON else None


def _inform(talk: Talk) -> None:
    """Only a number, an address or a code: it belongs to the topic that is open, whatever that is."""
    state = talk.state
    if state.topic == "coupon_not_working" and talk.message.entity("coupon"):
        go_on(talk)
    elif state.topic in ORDER_TOPICS and state.topic not in OPTIONAL_ORDER:
        state.drop()
        go_on(talk)
    elif state.topic in OPTIONAL_ORDER and gives_something(talk):
        if order := orders.own_order(talk):
            state.focus = order.number
            go_on(talk)
    else:
        with_order(talk)
