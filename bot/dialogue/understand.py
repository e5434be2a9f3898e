"""Sure, torn or unsure: what the calibrated ranking allows Relais to take for granted."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.message import Message
from bot.policies.vocabulary import TOPICS

SURE = 0.45  # answer at once
LEADING, LEAD = 0.30, 2.5  # or a weaker first choice that leads the second this many times
WORTH_ASKING = 0.08  # a choice below this is not offered
CHOICES = 3


@dataclass(frozen=True)
class Reading:
    """``topic`` when sure, else the ``choices`` to offer; both empty when nothing is worth offering."""

    topic: str | None = None
    choices: tuple[str, ...] = ()


def understand(message: Message) -> Reading:
    ranking = [(name, p) for name, p in message.ranking if name != "inform"] or list(message.ranking)
    if not ranking:
        return Reading()
    (first, p1), p2 = ranking[0], ranking[1][1] if len(ranking) > 1 else 0.0
    if p1 >= SURE or (p1 >= LEADING and p1 >= LEAD * p2):
        return Reading(topic=first)
    offered = tuple(
        n for n, p in ranking[:CHOICES] if p >= WORTH_ASKING and (n in TOPICS or n == "talk_to_human")
    )
    return Reading(choices=offered)
