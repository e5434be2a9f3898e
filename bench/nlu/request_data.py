"""Messages with two requests to learn from: by hands, and put together out of two."""

import random
from collections.abc import Sequence

from bench.nlu.sets import ROOT, Held
from bot.nlu.corpus.files import Example
from bot.nlu.corpus.leaks import read_split

PUT_TOGETHER = 2500
_JOINTS = (
    *(" et ", ", et ", ". ", " ? ", " ! ", ", ", "; ", " / ", " + ", " - ", "... ", ". et ", " puis "),
    *(
        " sinon ",
        ", aussi ",
        " et aussi ",
        " et puis ",
        " mais aussi ",
        " et sinon ",
        " et en plus ",
        ". ensuite ",
    ),
    *(". au fait ", " et au fait ", ". autre chose, ", ". autre question : ", ". par ailleurs "),
)
_SMALL_TALK = frozenset({"greet", "thanks", "goodbye", "affirm", "deny", "stop", "out_of_scope"})


def put_together(examples: Sequence[Example]) -> list[Held]:
    """Pairs of short messages by one author, with what people put between two requests."""
    chance = random.Random(7)
    short = [e for e in examples if 3 <= len(e.text.split()) <= 16 and e.topic not in _SMALL_TALK]
    by_hand: dict[str, list[Example]] = {}
    for example in short:
        by_hand.setdefault(example.hand, []).append(example)
    made: list[Held] = []
    while len(made) < PUT_TOGETHER:
        first, second = chance.sample(by_hand[chance.choice(sorted(by_hand))], 2)
        if first.topic != second.topic:
            text = first.text.rstrip(" .") + chance.choice(_JOINTS) + second.text
            made.append(Held(first.hand, (first.topic, second.topic), text))
    return made


def two_requests() -> list[Held]:
    """The training hands' messages with two requests."""
    found = read_split(ROOT / "data/two_requests")
    return [Held(hand, tuple(e.topic.split("+")), e.text) for hand, some in found.items() for e in some]
