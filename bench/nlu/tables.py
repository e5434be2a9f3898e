"""Markdown tables of the report."""

from collections.abc import Iterable, Sequence

from bench.nlu.errors import worst
from bench.nlu.measures import Measured
from bench.nlu.styles import STYLES, styles


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; a bar in a cell is escaped."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for row in rows:
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |")
    return "\n".join(lines)


def percent(share: float) -> str:
    """One decimal."""
    return f"{100 * share:.1f} %"


def topics(measured: Measured) -> str:
    """Recall and precision of each topic."""
    rows = [(t, n, percent(r), percent(p), other) for t, n, r, p, other in measured.by_topic()]
    return table(["topic", "messages", "recall", "precision", "most often taken for"], rows)


def by_hand(measured: Measured) -> str:
    """How well each hand is understood."""
    hands = sorted({held.hand for held in measured.messages})
    return table(
        _HEAD, [_row(hand, measured.of([h.hand == hand for h in measured.messages])) for hand in hands]
    )


def by_style(measured: Measured) -> str:
    """How well each style is understood."""
    shown = [styles(held.text) for held in measured.messages]
    return table(_HEAD, [_row(style, measured.of([style in some for some in shown])) for style in STYLES])


def by_marked_style(measured: Measured) -> str:
    """The same for the styles that some hands have marked themselves."""
    marked = sorted({style for held in measured.messages for style in held.styles})
    return table(
        _HEAD, [_row(style, measured.of([style in h.styles for h in measured.messages])) for style in marked]
    )


def errors(measured: Measured) -> str:
    """The worst ones."""
    rows = [
        (f"{c:.2f}", right, guess, " ".join(text.split()), word)
        for c, right, guess, text, word in worst(measured)
    ]
    return table(["sure", "right", "read as", "message", "a word on it"], rows)


_HEAD = ["", "messages", "right topic first", "right at once", "answered with a wrong topic"]


def _row(name: str, part: Measured) -> tuple[object, ...]:
    if not part.messages:
        return name, 0, "", "", ""
    found = part.shares
    return (
        name,
        len(part.messages),
        percent(float(part.right.mean())),
        percent(found["right at once"]),
        percent(found["wrong"]),
    )
