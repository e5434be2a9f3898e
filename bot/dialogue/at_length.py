"""« Oui, c'est une M220 achetée il y a deux mois… »: a yes to a ticket, and what the ticket should say."""

from __future__ import annotations

from bot.dialogue import yes_no
from bot.dialogue.talk import Talk

BARE_YES = 5  # words: a longer yes tells something


def agrees_at_length(talk: Talk) -> bool:
    """Whether a message too long for a bare yes is one all the same: only a ticket is opened by it."""
    return _to_a_person(talk) and yes_no.agrees_at_length(talk.message.text)


def keep_details(talk: Talk) -> None:
    """What a yes adds goes into the ticket."""
    if _to_a_person(talk) and len(talk.message.text.split()) > BARE_YES:
        talk.state.request = f"{talk.state.request}\n{talk.message.text}"


def _to_a_person(talk: Talk) -> bool:
    offer = talk.state.offer
    return bool(offer and all(act[0] == "open_ticket" for act in offer.acts))
