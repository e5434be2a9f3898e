"""« C'est bon, je viens de le recevoir », « elle remarche »: the matter settled itself.

Such news may begin like a yes and is none.
"""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue.buttons import human
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.made_once import made_once
from bot.policies.vocabulary import PARCEL_TOPICS

LONGEST = 16  # words
# What can settle itself; of a return or a damaged article, « je l'ai reçu » is part of the story.
_OTHERS = (
    *("order_status", "confirmation_missing", "technical_support"),
    *("payment_failed", "coupon_not_working", "refund_time"),
)
_CAN_SETTLE = frozenset((*PARCEL_TOPICS, *_OTHERS))
_FILE = Path(__file__).with_name("resolved.yml")


@made_once
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return {name: re.compile(rf"\b(?:{'|'.join(entries)})\b") for name, entries in lists.items()}


def told(message: str) -> bool:
    """Whether the message says that what was missing is there, or works again, and nothing against it."""
    text, patterns = fold(message), _patterns()
    if "?" in message or len(text.split()) > LONGEST or patterns["not_so"].search(text):
        return False
    return bool(patterns["settled"].search(text))


def answered(talk: Talk) -> bool:
    """Whether the message tells that the matter of the moment is settled, and was answered so."""
    state = talk.state
    if state.topic not in _CAN_SETTLE or not told(talk.message.text):
        return False
    offered = state.offer is not None
    state.drop()
    state.declined = None
    talk.decide("declined" if offered else "smalltalk", topic=state.topic, order=state.focus)
    if state.done:
        talk.say(talk.words("settled_after", done=state.done), [human()])
    else:
        talk.say(talk.words("settled"))
    return True
