"""The reply to a question about what the customer has done."""

from __future__ import annotations

import re

from bot.dialogue import a_person, offers, yes_no
from bot.dialogue.answer import go_on
from bot.dialogue.buttons import yes_no_fact
from bot.dialogue.replying import other_wish
from bot.dialogue.said import half_checked, stated
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.words import fold

OUT_FOR_SURE = 0.6  # probability of out of scope from which an answer awaited is none
_NOT_MINE = re.compile(
    r"\ba vous d(?:e|\w*)\b|\bpas (?:a moi|mon (?:probleme|travail|boulot|role))\b|"
    r"\bvotre (?:boulot|travail|role)\b"
)


def to_fact(talk: Talk) -> bool:
    """ "oui mais ils ne savent rien" is a yes here: nothing is done on the word of it, it is a fact told."""
    fact, read = talk.state.fact, offers.verdict(talk.message)
    if half_checked(talk.message.text):
        _wait_for_fact(talk)
        return True
    if fact and stated(talk.message.text).get(fact):
        read = yes_no.YES
    if read == yes_no.UNCLEAR and yes_no.opens_with_yes(talk.message.text):
        read = yes_no.YES
    if read in (yes_no.YES, yes_no.NO) and not (read == yes_no.NO and other_wish(talk)):
        tell_fact(talk, read)
    elif read == yes_no.UNCLEAR and not other_wish(talk):
        go_on(talk)  # neither yes nor no: the question once more
    elif read is None and not _something_else(talk):
        _wait_for_fact(talk)
    else:
        return False
    return True


def _something_else(talk: Talk) -> bool:
    """Whether the message is surely about something else than what was asked."""
    topic = understand(talk.message).topic
    unsure_of_scope = topic == "out_of_scope" and talk.message.confidence < OUT_FOR_SURE
    return topic is not None and not unsure_of_scope


def _wait_for_fact(talk: Talk) -> None:
    """ "ils sont fermés aujourd'hui": neither done nor refused, so the question stays open."""
    if _NOT_MINE.search(fold(talk.message.text)):
        a_person.ask(talk)  # "c'est à vous de chercher": nobody has to
        return
    talk.decide("clarify", topic=talk.state.topic, order=talk.state.focus)
    talk.say(talk.words("checked_not_yet"), yes_no_fact())


def tell_fact(talk: Talk, read: str) -> None:
    """Goes on with the fact that a yes states; a no leaves the matter until the customer comes back."""
    state = talk.state
    fact, topic = state.fact, state.topic
    state.drop()
    if read == yes_no.YES and fact and topic:
        state.said[fact] = True
        go_on(talk)
        return
    talk.decide("declined", topic=topic, order=state.focus)
    talk.say(talk.words("checked_not_yet"))
