"""« Et WELCOME20 ? », « pardon PRINT51 », « je peux en cumuler deux ? », once codes are talked about."""

from __future__ import annotations

import re

from bot.dialogue import codes
from bot.dialogue.answer import answer_topic, go_on
from bot.dialogue.state import CODE
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold

_TOPICS = ("coupon_not_working", "coupon_how")
_FEW = 6  # words around a code
_SEVERAL = re.compile(
    r"\b(?:cumul\w*|combin\w*)\b|"
    r"\b(?:mettre|met|rajouter|ajouter|utiliser|saisir|entrer|appliquer|prendre) (?:\w+ ){0,2}"
    r"(?:deux|2|trois|3|plusieurs|une? autre|autres|l autre|un deuxieme|un second|un de plus|les deux)\b"
)


def another_code(talk: Talk) -> bool:
    """Whether the message gives another code, or asks for several at once, and was answered so."""
    state, text = talk.state, fold(talk.message.text)
    if (
        state.topic not in _TOPICS
        or state.awaiting not in (None, CODE)
        or "coupon_not_working" not in talk.pack.tables
    ):
        return False
    if _SEVERAL.search(text):
        if state.topic == "coupon_not_working" and state.awaiting is None:
            go_on(talk)
        else:
            answer_topic(talk, "coupon_not_working", talk.message.text)
        return True
    given = talk.message.entity("coupon") or codes.said_in(talk, talk.message.text.rstrip(" ?!\u00a0\u202f"))
    others = ("order_number", "email", "tracking_number")
    if state.topic != "coupon_not_working" or state.awaiting or not given or len(text.split()) > _FEW:
        return False
    if not any(c.isdigit() for c in given) or any(talk.message.entity(name) for name in others):
        return False
    state.code = given
    go_on(talk)
    return True
