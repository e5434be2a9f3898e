"""Two requests in one message: the first is answered first, the second as soon as nothing else is asked."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace

from bot.dialogue import orders
from bot.dialogue.answer import answer_topic
from bot.dialogue.message import Message, Part
from bot.dialogue.one_matter import cancelled_and_refunded, one_matter, only_request
from bot.dialogue.other_line import names_only
from bot.dialogue.smalltalk import chat
from bot.dialogue.state import State
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.policies.vocabulary import ORDER_TOPICS, TOPICS

# Topics that a second request may have beside those with a policy.
_TALK = ("talk_to_human",)
# What stands between two order numbers that are both meant.
_BOTH = re.compile(r"(?:et|plus|ainsi que)(?: (?:la|le|ma|aussi|commande|numero|no|n))*")
# Of two orders, the one that is offered now and not the one that waits.
_FIRST_ONLY = re.compile(
    r"(?:oui|ok|d accord) (?:pour )?la (?:premiere|1ere|1re)(?: (?:oui|mais|et))* "
    r"(?:(?:pas|non|sans) (?:pour )?(?:la|l) (?:deuxieme|seconde|2e|2eme|autre)|"
    r"(?:pour )?(?:la|l) (?:deuxieme|seconde|2e|2eme|autre) (?:non|pas))"
)
# What belongs to the request that waits for an answer, and comes back when another was answered meanwhile.
_WAITING = (
    *("awaiting", "offer", "fact", "buttons", "topic", "request", "heard", "said", "code", "lines", "focus"),
    *("informed", "asked_again", "number", "email"),
)


def two_requests(talk: Talk) -> bool:
    """Whether the message holds two requests; the first is then answered, and the second when it can be."""
    parts = talk.message.requests
    if len(parts) != 2 or any(part.topic not in (*TOPICS, *_TALK) for part in parts):
        return False
    if alone := only_request(talk.message):
        talk.message = _as_message(talk.message, alone)
        _answer(talk, alone.topic)
        return True
    if one_matter(talk.message) or _only_names(talk):
        return False
    if cancelled_and_refunded(parts):
        _answer(talk, "cancel_order")
        return True
    whole = talk.message
    first, second = (_as_message(whole, part) for part in parts)
    talk.state.pending = {"text": second.text, "topic": parts[1].topic, "entities": list(second.entities)}
    talk.message = first
    _answer(talk, parts[0].topic)
    return True


def _only_names(talk: Talk) -> bool:
    """ "annuler deux articles, la robe et le vase": a part that only names an article asks for nothing."""
    order = orders.known_order(talk)
    return order is not None and any(names_only(order, part.text) for part in talk.message.requests)


def two_orders(talk: Talk, topic: str, request: str | None = None) -> bool:
    """ "annulez la 204001 et la 204002": the same request for each, one after the other.

    ``request``: its words, where the message only gives the two numbers.
    """
    message = talk.message
    numbers = list(dict.fromkeys(value for name, value in message.entities if name == "order_number"))
    if topic not in ORDER_TOPICS or len(numbers) != 2:
        return False
    between = message.text.partition(numbers[0])[2].partition(numbers[1])[0]
    if not _BOTH.fullmatch(fold(between)):
        return False  # "la 204001, non pardon, la 204002" is a correction
    first, second = (
        tuple(entity for entity in message.entities if entity != ("order_number", other))
        for other in reversed(numbers)
    )
    text = request or message.text
    talk.state.pending = {"text": text, "topic": topic, "entities": [list(one) for one in second]}
    talk.message = replace(message, text=text, entities=first)
    _answer(talk, topic)
    return True


def the_first_only(talk: Talk) -> bool:
    """ "oui pour la première, pas la deuxième", of two orders asked for together: the other waits no more."""
    pending = talk.state.pending
    if (
        not pending
        or pending["topic"] != talk.state.topic
        or not _FIRST_ONLY.fullmatch(fold(talk.message.text))
    ):
        return False
    talk.state.pending = None
    return True


def then_the_others(talk: Talk) -> None:
    """The requests that wait, each as soon as nothing else is asked."""
    while talk.state.pending and then_the_second(talk):
        pass


def then_the_second(talk: Talk) -> bool:
    """The request that waits, once the turn has said what it had to; False where it goes on waiting.

    While the first one awaits an answer, the second is told only where it asks nothing itself; what the first
    awaits then stands as before, and is called to mind.
    """
    pending = talk.state.pending
    if pending is None:
        return False
    before, said, decided = deepcopy(talk.state), len(talk.replies), len(talk.decisions)
    awaiting, message = talk.state.awaiting, talk.message
    talk.state.pending = None
    talk.message = Message(
        pending["text"], ((pending["topic"], 1.0),), tuple((n, v) for n, v in pending["entities"])
    )
    _answer(talk, pending["topic"])
    talk.message = message
    if pending.get("then"):
        rest = pending["then"]
        follows = {**pending, "entities": [["order_number", rest[0]]], "then": rest[1:]}
        talk.state.pending = follows
    if awaiting is None:
        return True
    if talk.state.awaiting is not None:  # two questions at once would get one answer
        del talk.replies[said:], talk.decisions[decided:]
        _back(talk.state, before)
        talk.state.pending = pending
        return False
    _back(talk.state, before)
    talk.say(talk.words("first_request"), talk.state.buttons)
    return True


def _answer(talk: Talk, topic: str) -> None:
    if not chat(talk, topic):
        answer_topic(talk, topic, talk.message.text)


def _back(state: State, before: State) -> None:
    for name in _WAITING:
        setattr(state, name, getattr(before, name))


def _as_message(whole: Message, part: Part) -> Message:
    """The part as a message of its own; a number or address said elsewhere in it is meant here too."""
    own = {name for name, _ in part.entities}
    elsewhere = [name for name, _ in whole.entities if name not in own] if part.topic in ORDER_TOPICS else []
    meant = {name: whole.entity(name) for name in elsewhere}
    shared = [(name, value) for name, value in meant.items() if value]
    ranking = ((part.topic, part.confidence),)
    return replace(whole, text=part.text, ranking=ranking, entities=(*part.entities, *shared), requests=())
