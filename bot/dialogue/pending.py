"""Two requests in one message: the first is answered first, the second as soon as nothing else is asked."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace

from bot.dialogue.answer import answer_topic
from bot.dialogue.message import Message, Part
from bot.dialogue.smalltalk import chat
from bot.dialogue.state import State
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.policies.vocabulary import ORDER_TOPICS, TOPICS

# Topics that a second request may have beside those with a policy.
_TALK = ("talk_to_human",)
# How a code is used and why it fails are one question.
_ONE_MATTER = {"coupon_how", "coupon_not_working"}
# "je ne veux rien annuler, juste changer l'adresse": the first part says what is not asked for.
_NOT_WANTED = re.compile(
    r"\b(veux|demande|souhaite|cherche|voudrais|faut|est|suis)\b( \w+){0,2} (pas|rien|point)\b"
    r"|\bpas (de|d|pour) "
)
_BUT = re.compile(r"\b(juste|seulement|simplement|uniquement|plutot)\b")
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
    if {part.topic for part in parts} == _ONE_MATTER:
        return False
    if _NOT_WANTED.search(fold(parts[0].text)) and _BUT.search(fold(talk.message.text)):
        return False
    whole = talk.message
    first, second = (_as_message(whole, part) for part in parts)
    talk.state.pending = {"text": second.text, "topic": parts[1].topic, "entities": list(second.entities)}
    talk.message = first
    _answer(talk, parts[0].topic)
    return True


def then_the_second(talk: Talk) -> None:
    """The request that waits, once the turn has said what it had to.

    While the first one awaits an answer, the second is told only where it asks nothing itself; what the first
    awaits then stands as before, and is called to mind.
    """
    pending = talk.state.pending
    if pending is None:
        return
    before, said, decided = deepcopy(talk.state), len(talk.replies), len(talk.decisions)
    awaiting, message = talk.state.awaiting, talk.message
    talk.state.pending = None
    talk.message = Message(
        pending["text"], ((pending["topic"], 1.0),), tuple((n, v) for n, v in pending["entities"])
    )
    _answer(talk, pending["topic"])
    talk.message = message
    if awaiting is None:
        return
    if talk.state.awaiting is not None:  # two questions at once would get one answer
        del talk.replies[said:], talk.decisions[decided:]
        _back(talk.state, before)
        talk.state.pending = pending
        return
    _back(talk.state, before)
    talk.say(talk.words("first_request"), talk.state.buttons)


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
