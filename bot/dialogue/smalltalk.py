"""Greetings, thanks, who are you, complaints, things Relais is not there for."""

from __future__ import annotations

import re

from bot.dialogue import a_person, yes_no
from bot.dialogue.buttons import human
from bot.dialogue.handing_over import hand_over
from bot.dialogue.state import PERSON, TOPIC, Button
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.policies.topic_words import BUTTON

_DO_THAT = re.compile(r"\b(?:ouvr|depos|lanc|fai)\w* (?:\w+ ){0,3}(?:reclamation|ticket|dossier|enquete)\b")
_PLAIN = ("greet", "thanks", "goodbye", "bot_identity")


def chat(talk: Talk, intent: str) -> bool:
    """Answers a conversation topic; False when ``intent`` is none."""
    if intent in _PLAIN:
        talk.decide("smalltalk", topic=intent)
        # A greeting or a thank-you in between leaves what is pending, and its buttons, as they were.
        talk.say(talk.words(intent), talk.state.buttons if talk.state.awaiting else ())
    elif intent == "affirm" and talk.state.awaiting == TOPIC and len(talk.state.buttons) > 1:
        talk.decide("clarify", topic=intent)
        talk.say(talk.words("which_topic"), talk.state.buttons)
    elif intent in ("affirm", "deny", "stop") and "?" in talk.message.text:
        return _asks_whether_done(talk, intent)
    elif intent == "affirm":
        _agreed_to_nothing(talk)
    elif intent in ("deny", "stop"):
        talk.state.drop()
        talk.decide("smalltalk", topic=intent)
        key = "nothing_more" if talk.state.done else "stop" if intent == "stop" else "deny_nothing"
        talk.say(talk.words(key))
    elif intent == "talk_to_human":
        hand_over(talk, intent)
    elif intent == "complaint":
        _complained(talk)
    elif intent == "out_of_scope":
        talk.state.drop()
        talk.state.aside = talk.message.text
        talk.decide("out_of_scope", topic=intent)
        talk.say(talk.words("out_of_scope"), [human()])
    else:
        return False
    return True


def _complained(talk: Talk) -> None:
    """Of what was answered, nothing is left to tell: a person is offered. Else the matter is asked for."""
    state = talk.state
    if state.done and _DO_THAT.search(fold(talk.message.text)):  # "ouvrez une réclamation", which is open
        talk.decide("smalltalk", topic=state.topic)
        talk.say(talk.words("done_already", done=state.done), [human()])
        return
    answered = state.topic is not None and state.offer is None and state.awaiting is None
    state.drop()
    state.aside = talk.message.text
    talk.decide("smalltalk", topic="complaint")
    if answered:
        state.awaiting = PERSON
    talk.say(talk.words("complaint_answered" if answered else "complaint"), [human()])


def _asks_whether_done(talk: Talk, intent: str) -> bool:
    """ "c'est bon, c'est arrêté ?"; False for a question about anything else, which agrees to nothing."""
    if not talk.state.done:
        return False
    talk.decide("smalltalk", topic=intent)
    talk.say(talk.words("done_already", done=talk.state.done))
    return True


def _agreed_to_nothing(talk: Talk) -> None:
    """A yes that nothing waits for; « ok » after an answer only says that it was read."""
    nods = yes_no.only_nods(talk.message.text) and not yes_no.opens_with_yes(talk.message.text)
    if [button.kind for button in talk.state.buttons] == ["human"] and not nods:
        a_person.ask(talk)
        return
    talk.decide("smalltalk", topic="affirm")
    if talk.state.done:
        talk.say(talk.words("done_already", done=talk.state.done))
    else:
        talk.say(talk.words("read" if yes_no.only_nods(talk.message.text) else "affirm_nothing"))


def offer_choices(talk: Talk, choices: tuple[str, ...]) -> None:
    """Torn between topics, or lost: a question with buttons in the customer's words."""
    talk.state.drop()
    talk.state.request = talk.message.text
    talk.state.heard = [list(entity) for entity in talk.message.entities]
    talk.decide("clarify", topic=choices[0] if choices else talk.message.intent)
    talk.state.awaiting = TOPIC
    buttons = [Button(BUTTON[name], "topic", name) for name in choices if name != "talk_to_human"]
    talk.say(talk.words("clarify" if buttons else "unsure"), [*buttons, human()])
