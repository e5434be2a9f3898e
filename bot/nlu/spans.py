"""A piece of the customer's own text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """`text[start:end]` of the original message, read as `kind`; `value` is what it says."""

    kind: str
    start: int
    end: int
    value: str

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def free(spans: list[Span], taken: list[Span]) -> list[Span]:
    """Those of `spans` that share no character with one of `taken`, nor with an earlier one of `spans`."""
    kept: list[Span] = []
    for span in spans:
        if not any(span.overlaps(other) for other in (*taken, *kept)):
            kept.append(span)
    return kept
