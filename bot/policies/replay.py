"""Decides recorded cases once more by other rules, and tells what would end differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from bot.policies.decide import decide, inform
from bot.policies.decision import Decision
from bot.policies.pack import Pack
from bot.policies.recorded import from_json

Row = Mapping[str, Any]  # "conversation_id", "at", "decision", "asked"


@dataclass(frozen=True)
class Ending:
    """How a decision ended: what a customer, and a clause's reader, would notice. ``offer`` as JSON."""

    outcome: str
    clauses: tuple[str, ...]
    offer: Mapping[str, Any] | None

    @classmethod
    def of(cls, decision: Mapping[str, Any]) -> Ending:
        return cls(decision["outcome"], tuple(decision["clauses"]), decision["offer"])


@dataclass(frozen=True)
class Difference:
    """``then`` or ``now`` is None where the decision would only be there on the other side."""

    row: Row
    subject: str | None
    then: Ending | None
    now: Ending | None


@dataclass
class Replay:
    """``unreadable`` cases were recorded in words that are not understood any more, or have no pack."""

    decisions: int = 0
    cases: int = 0
    unreadable: int = 0
    differences: list[Difference] = field(default_factory=list)


def replay(packs: Mapping[str, Pack], rows: Iterable[Row]) -> Replay:
    """``rows`` in the order they were recorded, or its reverse: those of one case lie together."""
    found = Replay()
    for _, group in groupby(rows, key=_same_case):
        together = list(group)
        found.decisions += len(together)
        found.cases += 1
        try:
            again = _again(packs, together[0])
        except (KeyError, ValueError, LookupError):
            found.unreadable += 1
            continue
        found.differences += _compared(together, again)
    return found


def _same_case(row: Row) -> tuple[Any, ...]:
    return row["conversation_id"], row["at"], row["decision"]["topic"], str(row["asked"])


def _again(packs: Mapping[str, Pack], row: Row) -> tuple[Decision, ...]:
    pack, case = packs[row["decision"]["merchant"]], from_json(row["asked"])
    return (inform(pack, case) if case.general else decide(pack, case)).decisions


def _compared(rows: list[Row], again: tuple[Decision, ...]) -> Iterator[Difference]:
    """Subject by subject."""
    old = {row["decision"]["subject"]: Ending.of(row["decision"]) for row in rows}
    new = {decision.subject: Ending.of(decision.as_dict()) for decision in again}
    for subject in {**old, **new}:
        then, now = old.get(subject), new.get(subject)
        if then != now:
            yield Difference(rows[0], subject, then, now)
