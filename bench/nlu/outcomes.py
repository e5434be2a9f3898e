"""What the customer gets for a message, and how often."""

from collections import Counter
from collections.abc import Sequence

from bench.nlu.assistants import Read
from bench.nlu.sets import OUT_OF_SCOPE, Held
from bot.dialogue.message import Message
from bot.dialogue.understand import ENDINGS, Thresholds, understand
from bot.policies.vocabulary import TOPICS


def outcome(held: Held, read: Read, thresholds: Thresholds | None = None) -> str:
    """One of the outcomes that deciding.yml puts a price on."""
    reading = understand(Message(held.text, read.ranking), thresholds)
    if reading.topic == held.topic:
        return "answered right"
    if reading.topic == OUT_OF_SCOPE:
        return "request turned away"
    if reading.topic in TOPICS:
        return "wrong policy" if held.in_scope else "policy out of scope"
    if reading.topic in ENDINGS and held.topic not in ENDINGS:
        return "talk ended"
    if reading.topic:
        return "wrong talk"
    if reading.choices and held.in_scope:
        return "question" if held.topic in reading.choices else "vain question"
    if reading.choices:
        return "question out of scope"
    return "not understood" if held.in_scope else "not understood out of scope"


def shares(
    messages: Sequence[Held], reads: Sequence[Read], thresholds: Thresholds | None = None
) -> dict[str, float]:
    """The figures of the issue's table, as shares of the in-scope or of the out-of-scope messages."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for held, read in zip(messages, reads, strict=True):
        (inside if held.in_scope else outside)[outcome(held, read, thresholds)] += 1
    asked, away = max(1, inside.total()), max(1, outside.total())
    wrong = (
        inside["wrong policy"] + inside["wrong talk"] + inside["talk ended"] + inside["request turned away"]
    )
    return {
        "first": sum(h.topic == r.topic for h, r in zip(messages, reads, strict=True) if h.in_scope) / asked,
        "first three": sum(
            h.topic in [name for name, _ in r.ranking[:3]]
            for h, r in zip(messages, reads, strict=True)
            if h.in_scope
        )
        / asked,
        "right at once": inside["answered right"] / asked,
        "right or offered": (inside["answered right"] + inside["question"]) / asked,
        "wrong": wrong / asked,
        "asked": (inside["question"] + inside["vain question"]) / asked,
        "not understood": inside["not understood"] / asked,
        "policy out of scope": outside["policy out of scope"] / away,
        "out of scope said": (outside["answered right"] + outside["not understood out of scope"]) / away,
    }
