"""« Oui, et le sac est griffé aussi »: an article more than offered; nothing is done, both are offered."""

from __future__ import annotations

import re

from bot.dialogue import lines, orders, yes_no
from bot.dialogue.answer import go_on
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.words import fold

_WITHOUT = re.compile(r"\b(?:pas|sauf|hors|excepte|sans|garde[rz]?)\b.*")


def widened(talk: Talk) -> bool:
    """Whether a message that agrees names another article, which is then offered with the others."""
    state, offer = talk.state, talk.state.offer
    order = orders.allowed(talk, offer.order) if offer and offer.order else None
    offered = [act[2] for act in offer.acts if act[2] != "None"] if offer else []
    if not offer or not order or not offered or "?" in talk.message.text:
        return False
    if yes_no.read(talk.message.text) not in (yes_no.YES, yes_no.UNCLEAR):
        return False
    if understand(talk.message).topic not in (None, "affirm", "complaint", offer.topic):
        return False
    text = _WITHOUT.sub(" ", fold(talk.message.text))
    more = [line.id for line in lines.named(order, text) if line.id not in offered]
    if not more:
        return False
    state.lines = [line.id for line in order.lines if line.id in (*offered, *more)]
    state.request = f"{state.request}\n{talk.message.text}"
    go_on(talk)
    return True
