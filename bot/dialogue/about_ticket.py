"""A question about the ticket that was just opened: when its answer comes, from whom, by which way.

It is answered by what was said when it was opened; where that is silent, Relais says that nothing is written.
"""

from __future__ import annotations

import re

from bot.dialogue import about_offer
from bot.dialogue.calendar import when
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.words import fold
from bot.policies.vocabulary import TOPICS

# Where the NLU reads another subject only these words show that the ticket is meant.
_OF_A_PERSON = re.compile(r"\b(?:repon\w+|rappel\w*|recontact\w*|contact\w*|tickets?|dossier|demande)\b")

# "et le remboursement, c'est quand ?" asks for the rule, not for the answer to the ticket.
_OF_THE_MATTER = re.compile(r"\b(?:rembours\w*|annulation|renvoi|arret|livr\w*|colis)\b")


def answered(talk: Talk) -> bool:
    """Whether the message asks about an open ticket of the conversation, and was answered so."""
    state = talk.state
    if state.awaiting or state.offer or not (state.done or state.ticket):
        return False
    about = about_offer.asked(talk.message.text)
    if about not in ("time", "who", "mail", "what"):
        return False
    if _OF_THE_MATTER.search(fold(talk.message.text)):
        return False
    another = understand(talk.message).topic in TOPICS
    if not state.done and another and not _OF_A_PERSON.search(fold(talk.message.text)):
        return False
    ticket = talk.tx.tickets.of_conversation(talk.conversation.id)
    if ticket is None or (state.done and ticket.number not in state.done):
        return False
    about = "who" if about == "what" else about  # a person goes on with it: more is not known of what comes
    told = about_offer.told_of(about, state.done)
    talk.decide("smalltalk", topic=state.topic, order=state.focus)
    talk.say(talk.words(f"ticket_{about}", ticket=ticket.number, told=told, when=when(talk)).strip())
    return True
