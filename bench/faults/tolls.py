"""What each fault cost: which messages were under way meanwhile, how long they waited, who got an apology."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bench.faults.customer import Sent

APOLOGY = ("Toutes mes excuses", "Je suis désolé, je n'arrive pas")
AFTERWARDS = 2.0  # seconds for which what follows still counts as the fault's
TICKET = re.compile(r"\bT-\d+")


@dataclass
class Toll:
    """`began` and `ended` by time.monotonic(); `waits`: seconds from accepted to answered, as seen by the
    customers."""

    fault: str
    began: float
    ended: float
    waits: list[float] = field(default_factory=list)
    apologies: list[float] = field(default_factory=list)

    def row(self) -> str:
        worst = f"{max(self.apologies):.1f} s" if self.apologies else "–"
        slowest = f"{max(self.waits):.1f} s" if self.waits else "–"
        return f"| {self.fault} | {len(self.waits)} | {slowest} | {len(self.apologies)} | {worst} |"


def charge(tolls: Sequence[Toll], sent: Sent) -> None:
    """To every fault during which the message waited."""
    if sent.taken is None or sent.answered is None:
        return
    for toll in tolls:
        if sent.taken <= toll.ended + AFTERWARDS and sent.answered >= toll.began:
            toll.waits.append(sent.answered - sent.taken)
            if apology(sent):
                toll.apologies.append(sent.answered - sent.taken)


def apology(sent: Sent) -> bool:
    return any(str(answer.get("text", "")).startswith(APOLOGY) for answer in sent.answers)


def tickets_told(messages: Iterable[Sent]) -> list[str]:
    """The tickets that apologies named, in their order."""
    texts = [str(answer["text"]) for sent in messages if apology(sent) for answer in sent.answers]
    return sorted(one for text in texts for one in TICKET.findall(text))
