"""What a message means where the conversation stands: a button, the answer awaited, or something new."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import a_person, lines, offers, orders, standing, yes_no
from bot.dialogue.answer import answer_topic, go_on
from bot.dialogue.awaited import awaited
from bot.dialogue.buttons import pressed
from bot.dialogue.cancelled_money import money_of_a_cancellation
from bot.dialogue.context import understood_from_context
from bot.dialogue.fact_told import tell_fact
from bot.dialogue.going_on import a_detail, goes_on_with, tells_the_fact
from bot.dialogue.handing_over import hand_over
from bot.dialogue.identifying import gives_something, only_gives, with_order
from bot.dialogue.other_order import corrected
from bot.dialogue.pending import then_the_others, two_orders, two_requests
from bot.dialogue.smalltalk import chat, offer_choices
from bot.dialogue.state import FACT, PERSON, Button, State
from bot.dialogue.talk import Talk
from bot.dialogue.understand import likeliest, understand
from bot.dialogue.yes_no import only_nods
from bot.policies.vocabulary import OPTIONAL_ORDER, ORDER_TOPICS, TOPICS

ANSWERS = ("affirm", "deny", "stop")
# A yes or a no in words that the NLU is unsure of ("d'ac"), where nothing was asked.
_PLAIN_WORDS = {yes_no.YES: "affirm", yes_no.NO: "deny"}


def step(talk: Talk) -> None:
    """Takes the conversation one message further."""
    was = standing.before(talk)
    lapsed, talk.state.lapsed = talk.state.lapsed, None
    button = pressed(talk.state, talk.message.text)
    if button:
        _press(talk, button)
    elif not (standing.asked_about(talk, lapsed) or understood_from_context(talk) or awaited(talk)):
        _new(talk, was)
    then_the_others(talk)
    standing.after(talk, was)
    standing.still_lapsed(talk, lapsed)


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
    elif state.awaiting == PERSON:
        a_person.chosen(talk, button.kind)
    elif button.kind == "yes" and state.offer:
        offers.accept(talk)
    else:
        offers.decline(talk)


def _as_first_said(talk: Talk) -> None:
    """The button only says what the message was about: its words, number and code are what counts."""
    state, message = talk.state, talk.message
    heard = tuple((name, value) for name, value in state.heard)
    talk.message = replace(message, text=state.request or message.text, entities=heard)


def _new(talk: Talk, was: State | None) -> None:
    """A message on its own; ``was`` is the state with the offer that was open."""
    message = talk.message
    if message.intent == "inform" or only_gives(talk) or _gives_at_last(talk):
        _inform(talk)
        return
    talk.state.pending = None  # whatever waited, this is what the customer wants now
    if two_requests(talk):
        return
    reading = understand(message)
    if reading.topic is None and tells_the_fact(talk):
        return
    topic = reading.topic or goes_on_with(talk) or _PLAIN_WORDS.get(yes_no.read(message.text) or "")
    if topic in ANSWERS and corrected(talk, was):
        return
    if topic in TOPICS and two_orders(talk, topic):
        return
    if topic and money_of_a_cancellation(talk, topic, was):
        return
    if topic in TOPICS:
        answer_topic(talk, topic, message.text)
        if was:
            standing.noted(talk, was)
    elif topic is None and was and a_detail(talk, was):
        offers.ask_again(talk, "offer_noted")
    elif topic is None and only_nods(message.text):
        chat(talk, "affirm")  # "ok je patiente"
    elif topic is None or not chat(talk, topic):
        offer_choices(talk, reading.choices or likeliest(message) if "?" in message.text else reading.choices)


def _gives_at_last(talk: Talk) -> bool:
    """ "pfff bon lea@example.org", some turns after it was asked for, among words of no topic."""
    ordered = talk.state.topic in ORDER_TOPICS and not talk.state.awaiting and not talk.state.focus
    return ordered and gives_something(talk) and understand(talk.message).topic not in TOPICS


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
