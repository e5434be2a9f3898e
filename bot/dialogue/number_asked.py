"""What a guest says of the number that was asked for: where it is, what it is for, that it is looked for or
lost."""

from __future__ import annotations

import re

from bot.dialogue.buttons import human
from bot.dialogue.refusal import looks_like_refusal
from bot.dialogue.state import EMAIL, NUMBER
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold

# "c'est écrit où ?", "pourquoi vous avez besoin de ça ?"
_WHY = re.compile(
    r"\b(pourquoi|a quoi|besoin de (ca|mon|mes|cela))\b"
    r"|\b(ou|comment)\b.*\b(trouv\w+|ecrit|est|voir|figure)\b"
    r"|\b(ecrit|trouve|figure|est) (ou|quel numero)\b"
)
# "attendez je cherche", "deux minutes je regarde dans mes mails"
_LOOKING = re.compile(
    r"\b(attend\w*|patient\w+|le temps de|je reviens)\b"
    r"|\b(une?|deux|2|1) (petite )?(min|minutes?|secondes?|instant)\b"
    r"|\bje (l[ae]s? |l )?(re)?(cherche|regarde|verifie)\b"
    r"|\bje vais (l[ae]s? |l )?(chercher|voir|regarder|verifier)\b"
)
LOOKING_WORDS = 14


def asks_why(talk: Talk) -> bool:
    """Where the number is, or why it is asked for: told, and the question stays open."""
    if talk.state.awaiting not in (NUMBER, EMAIL) or not _WHY.search(fold(talk.message.text)):
        return False
    talk.decide("identify")
    talk.say(talk.words("why_number"), [human()])
    return True


def looks_for_it(talk: Talk) -> bool:
    """The customer looks for it: the question stays open, and nobody is in a hurry."""
    text = fold(talk.message.text)
    if talk.state.awaiting not in (NUMBER, EMAIL) or len(text.split()) > LOOKING_WORDS:
        return False
    if not _LOOKING.search(text):
        return False
    talk.decide("identify")
    talk.say(talk.words("number_wait", email_only=talk.state.awaiting == EMAIL))
    return True


def number_lost(talk: Talk) -> bool:
    """ "je sais plus le numéro, mon mail c'est…": an e-mail alone finds no order."""
    if talk.customer or not looks_like_refusal(talk.message.text):
        return False
    talk.state.email = talk.message.entity("email")
    talk.state.awaiting = NUMBER
    talk.decide("identify")
    key = "number_lost" if talk.state.email else "number_lost_tracked"
    talk.say(talk.words(key), [human()])
    return True
