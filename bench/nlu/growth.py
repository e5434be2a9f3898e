"""The test set as it first was, beside the hands that came later: nobody shall say that the bar was moved."""

from collections.abc import Sequence

from bench.nlu.assistants import Assistant
from bench.nlu.measures import Measured, two_requests
from bench.nlu.sets import Held
from bench.nlu.tables import percent, table

# Whose messages the test set held until 22 November 2026, 14 h; the others came then.
FIRST = frozenset(("t01", "t02", "t03", "t04", "t05", "t06", "t2r"))
_SHARES = (
    ("right topic first (in scope)", "first"),
    ("right at once (in scope)", "right at once"),
    ("right at once, or among the buttons", "right or offered"),
    ("answered with a wrong topic", "wrong"),
    ("out of scope answered with a policy", "policy out of scope"),
)
_REQUESTS = (
    ("two requests, both found, in order", "both"),
    ("two requests, split in two", "split"),
    ("one request, wrongly split", "wrongly split"),
)


def growth(ours: Assistant, test: Measured, doubles: Sequence[Held]) -> str:
    """A column for the first hands, for the later ones and for all."""
    columns = {
        "as it was": lambda hand: hand in FIRST,
        "later hands": lambda hand: hand not in FIRST,
        "whole": lambda hand: True,
    }
    rows = [["messages with one request"], *([label] for label, _ in _SHARES), ["expected calibration error"]]
    rows += [["messages with two requests"], *([label] for label, _ in _REQUESTS)]
    for wanted in columns.values():
        part = test.of([wanted(held.hand) for held in test.messages])
        twos = [held for held in doubles if wanted(held.hand)]
        found = two_requests(ours, twos, part)
        cells = [str(len(part.messages)), *(percent(part.shares[key]) for _, key in _SHARES)]
        cells += [
            f"{part.calibration_error:.3f}",
            str(len(twos)),
            *(percent(found[key]) for _, key in _REQUESTS),
        ]
        for row, cell in zip(rows, cells, strict=True):
            row.append(cell)
    return table(["test set", *columns], rows)


def requests_by_hand(ours: Assistant, one: Measured, doubles: Sequence[Held]) -> str:
    """Two requests, hand by hand."""
    rows = []
    for hand in sorted({held.hand for held in doubles}):
        mine = [held for held in doubles if held.hand == hand]
        found = two_requests(ours, mine, one)
        rows.append((hand, len(mine), percent(found["both"]), percent(found["split"])))
    return table(["two requests", "messages", "both found, in order", "split in two"], rows)
