"""Subjects that get the same answer are answered together, in one sentence that names them all."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as with_changes
from typing import Any

from bot.policies.pack import Pack
from bot.policies.subject import PARCEL, Subject, covers_order
from bot.policies.subjects import Case, order_day, subjects
from bot.policies.table import Rule, Table


@dataclass(frozen=True)
class Group:
    """Subjects under one rule (None: no table, or none in force yet), with the facts that decided."""

    rule: Rule | None
    subjects: tuple[Subject, ...]
    facts: dict[str, Any]


def groups(pack: Pack, table: Table | None, case: Case) -> list[Group]:
    """The groups in the order of the table's rules, so that what can be done comes before what cannot."""
    found: dict[tuple[Any, ...], Group] = {}
    for subject in subjects(pack, table, case):
        rule = table.hit(subject, order_day(case)) if table else None
        facts = table.values(subject) if table else _stage(subject)
        key = _key(table, rule, subject, facts)
        before = found[key].subjects if key in found else ()
        found[key] = Group(rule, (*before, subject), facts if not before else found[key].facts)
    made = sorted(
        found.values(), key=lambda group: table.rules.index(group.rule) if table and group.rule else 0
    )
    if table and table.collapse and len(made) == 1 and covers_order(made[0].subjects):
        whole = with_changes(made[0].subjects[0], line=None, parcel=None)
        return [with_changes(made[0], subjects=(whole,))]
    return made


def _key(table: Table | None, rule: Rule | None, subject: Subject, facts: dict[str, Any]) -> tuple[Any, ...]:
    """Lines under one rule are told together, with the same dates unless the table collapses them.

    A parcel has a number and a content of its own to tell.
    """
    name = rule.name if rule else None
    if table and table.collapse:
        return (name,)
    own = subject.name if table and table.subject == PARCEL else None
    return (name, own, tuple(facts.items()))


def _stage(subject: Subject) -> dict[str, Any]:
    return {"stage": subject.order.stage} if subject.order else {}
