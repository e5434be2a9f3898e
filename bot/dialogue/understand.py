"""Sure, torn or unsure: what the calibrated ranking allows Relais to take for granted.

The thresholds are computed from what each outcome costs (deciding.yml) on the development set, by
`make thresholds`, and stored in thresholds.yml with what they were computed from.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue.message import Message
from bot.made_once import made_once
from bot.policies.vocabulary import TOPICS

OUT_OF_SCOPE = "out_of_scope"
# Small talk that drops what was asked: a request taken for one is lost without an answer.
ENDINGS = frozenset(("stop", "goodbye", "deny"))
CHOICES = 3
_FILE = Path(__file__).with_name("thresholds.yml")


@dataclass(frozen=True)
class Thresholds:
    """Probabilities. ``policy``, ``talk``, ``ending``, ``out_of_scope``: where the first topic is taken, by
    its kind (``ending``: what drops what was asked).

    ``doubt``: the most that out of scope may have beside a policy; ``worth_asking``: what a choice must have
    to be offered; ``worth_all``: what the choices must have together.
    """

    policy: float
    talk: float
    ending: float
    out_of_scope: float
    doubt: float
    worth_asking: float
    worth_all: float

    def enough(self, topic: str) -> float:
        """What ``topic`` must have as the first choice to be taken at once."""
        if topic == OUT_OF_SCOPE:
            return self.out_of_scope
        if topic in TOPICS:
            return self.policy
        return self.ending if topic in ENDINGS else self.talk


@dataclass(frozen=True)
class Reading:
    """``topic`` when sure, else the ``choices`` to offer; both empty when nothing is worth offering."""

    topic: str | None = None
    choices: tuple[str, ...] = ()


@made_once
def stored_thresholds() -> Thresholds:
    """Those of thresholds.yml. Raises TypeError when one is missing or unknown."""
    stored = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return Thresholds(**stored["thresholds"])


def understand(message: Message, thresholds: Thresholds | None = None) -> Reading:
    """Reads the ranking of ``message``; by the stored thresholds unless others are given."""
    limits = thresholds or stored_thresholds()
    ranking = [(name, p) for name, p in message.ranking if name != "inform"] or list(message.ranking)
    if not ranking:
        return Reading()
    first, p = ranking[0]
    doubted = first in TOPICS and dict(ranking).get(OUT_OF_SCOPE, 0.0) > limits.doubt
    if p >= limits.enough(first) and not doubted:
        return Reading(topic=first)
    offered = _worth_asking(ranking, limits)
    if sum(p for _, p in offered) < limits.worth_all:
        return Reading()
    return Reading(choices=tuple(name for name, _ in offered))


def likeliest(message: Message) -> tuple[str, ...]:
    """The topics worth offering for a question that was read as a yes or a no, which it cannot be."""
    return tuple(name for name, _ in _worth_asking(list(message.ranking), stored_thresholds()))


def _worth_asking(ranking: list[tuple[str, float]], limits: Thresholds) -> list[tuple[str, float]]:
    return [
        (name, p)
        for name, p in ranking
        if p >= limits.worth_asking and (name in TOPICS or name == "talk_to_human")
    ][:CHOICES]
