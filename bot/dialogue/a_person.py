"""« Voulez-vous que je transmette votre demande ? »: asked where only a person can go on, and answered."""

from __future__ import annotations

from bot.dialogue import offers, yes_no
from bot.dialogue.buttons import yes_no as yes_no_buttons
from bot.dialogue.handing_over import hand_over
from bot.dialogue.state import PERSON
from bot.dialogue.talk import Talk


def ask(talk: Talk) -> None:
    talk.state.drop()
    talk.decide("clarify", topic="talk_to_human")
    talk.state.awaiting = PERSON
    talk.say(talk.words("ask_person"), yes_no_buttons())


def answered(talk: Talk) -> bool:
    """Whether the message is a yes or a no to it; anything else is something new."""
    read = offers.verdict(talk.message)
    if read not in (yes_no.YES, yes_no.NO):
        return False
    chosen(talk, read)
    return True


def chosen(talk: Talk, read: str) -> None:
    """``read``: yes or no."""
    if read == yes_no.YES:
        hand_over(talk, "talk_to_human")
        return
    talk.state.drop()
    talk.decide("declined", topic="talk_to_human")
    talk.say(talk.words("declined"))
