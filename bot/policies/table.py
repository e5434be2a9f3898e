"""A decision table (DMN): rules over facts, hit policy UNIQUE, each with its source and dates in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.policies.axes import Axis, Cell
from bot.policies.facts.kinds import Fact
from bot.policies.subject import Subject

START = date.min


@dataclass(frozen=True)
class Offer:
    """What Relais may do itself after a yes. ``does`` completes "je vais …", ``done`` reports it."""

    effect: str
    does: str
    done: str
    reason: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Question:
    """A yes/no question about a fact that only the customer knows."""

    fact: str
    text: str


@dataclass(frozen=True)
class Rule:
    """``conditions`` are cells of the table's axes; ``written`` says the same in the author's words."""

    name: str
    conditions: dict[str, frozenset[Cell]]
    outcome: str
    clauses: tuple[str, ...]
    source: str
    reply: str
    since: date = START
    until: date | None = None
    offer: Offer | None = None
    question: Question | None = None
    line: int = 0
    written: dict[str, str] = field(default_factory=dict)

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def matches(self, cells: dict[str, Cell]) -> bool:
        return all(cells[fact] in allowed for fact, allowed in self.conditions.items())


@dataclass(frozen=True)
class Information:
    """The rule as told to somebody who has no order, or does not identify."""

    clauses: tuple[str, ...]
    source: str
    reply: str


@dataclass(frozen=True)
class Table:
    """``subject``: order, line, parcel, returned_line or code.

    ``collapse``: when all lines meet one rule, the decision is about the order.
    ``origin``: the topic whose file holds the rules (another one where they are shared by ``same_as``).
    ``about``: the lines that the topic is about (see ``focus.py``).
    """

    topic: str
    subject: str
    rules: tuple[Rule, ...]
    information: Information | None
    facts: dict[str, Fact] = field(default_factory=dict)
    axes: dict[str, Axis] = field(default_factory=dict)
    collapse: bool = False
    origin: str = ""
    about: str | None = None

    def cells(self, subject: Subject) -> dict[str, Cell]:
        """The cell of every axis that the subject lies in."""
        return {
            name: axis.locate(self.facts[name].value(subject), subject.now)
            for name, axis in self.axes.items()
        }

    def hit(self, subject: Subject, day: date) -> Rule | None:
        """The one rule in force on ``day`` that the subject meets; None before the first one is in force."""
        cells = self.cells(subject)
        found = [rule for rule in self.rules if rule.in_force(day) and rule.matches(cells)]
        if len(found) > 1:  # the proof excludes it
            raise AssertionError(f"{self.topic}: rules {[rule.name for rule in found]} overlap for {cells}")
        return found[0] if found else None

    def values(self, subject: Subject) -> dict[str, object]:
        """The facts that decide, as values."""
        values = {name: self.facts[name].value(subject) for name in self.axes}
        return {name: v.isoformat() if isinstance(v, (date, datetime)) else v for name, v in values.items()}
