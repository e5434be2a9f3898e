"""Figures of one assistant on one set."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.nlu.assistants import Assistant, Read
from bench.nlu.outcomes import shares
from bench.nlu.sets import Held
from bot.nlu.calibration import expected_calibration_error

FloatArray = np.ndarray


@dataclass(frozen=True)
class Measured:
    """An assistant's readings of messages with one request."""

    messages: Sequence[Held]
    reads: Sequence[Read]

    @property
    def shares(self) -> dict[str, float]:
        """See outcomes.shares."""
        return shares(self.messages, self.reads)

    @property
    def milliseconds(self) -> tuple[float, float, float]:
        """Median and 95th percentile of the time a message takes, and the median of the processor's time."""
        times = sorted(1000 * read.seconds for read in self.reads)
        processor = statistics.median(1000 * read.processor for read in self.reads)
        return statistics.median(times), times[int(0.95 * len(times))], processor

    @property
    def confidence(self) -> FloatArray:
        """Of the first topic of each message."""
        return np.array([read.ranking[0][1] for read in self.reads])

    @property
    def right(self) -> FloatArray:
        """Whether the first topic of each message is right."""
        return np.array([h.topic == r.topic for h, r in zip(self.messages, self.reads, strict=True)])

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of the first topic."""
        pairs = np.stack([self.confidence, np.zeros(len(self.reads))], axis=1)
        return expected_calibration_error(pairs, np.where(self.right, 0, 1))

    def by_topic(self) -> list[tuple[str, int, float, float, str]]:
        """Topic, messages, recall, precision and the commonest confusion, the worst recall first."""
        pairs = [(h.topic, r.topic) for h, r in zip(self.messages, self.reads, strict=True)]
        rows = []
        for topic in sorted({right for right, _ in pairs}):
            guesses = Counter(guess for right, guess in pairs if right == topic)
            taken = sum(guess == topic for _, guess in pairs)
            precision = guesses[topic] / taken if taken else 0.0
            others = [(n, name) for name, n in guesses.items() if name != topic]
            other = "{1} ({0})".format(*max(others)) if others else ""
            rows.append((topic, guesses.total(), guesses[topic] / guesses.total(), precision, other))
        return sorted(rows, key=lambda row: (row[2], row[3]))

    def of(self, wanted: Sequence[bool]) -> "Measured":
        """The part of the messages that is `wanted`."""
        kept = [i for i, keep in enumerate(wanted) if keep]
        return Measured([self.messages[i] for i in kept], [self.reads[i] for i in kept])


def measure(assistant: Assistant, messages: Sequence[Held]) -> Measured:
    """`assistant` reads every one of `messages`."""
    return Measured(messages, assistant.read(held.text for held in messages))


def two_requests(assistant: Assistant, doubles: Sequence[Held], singles: Measured) -> dict[str, float]:
    """Shares: both found in order, both found, split at all; single requests wrongly split."""
    found = [tuple(topic for topic, _ in read.requests) for read in assistant.read(h.text for h in doubles)]
    count = max(1, len(doubles))
    return {
        "both": sum(f == h.topics for f, h in zip(found, doubles, strict=True)) / count,
        "split": sum(bool(f) for f in found) / count,
        "wrongly split": sum(bool(read.requests) for read in singles.reads) / max(1, len(singles.reads)),
    }
