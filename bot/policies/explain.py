"""Why a rule fired and the others did not: what the tables saw, subject by subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.policies.conditions import shown
from bot.policies.french import moment
from bot.policies.pack import Pack
from bot.policies.subject import Subject
from bot.policies.subjects import Case, order_day, subjects
from bot.policies.table import START, Rule, Table


@dataclass(frozen=True)
class Seen:
    """One fact: its name, what it means, and its value as a person reads it."""

    fact: str
    meaning: str
    value: str


@dataclass(frozen=True)
class Explanation:
    """One subject. ``fired`` is None before any rule is in force; ``refused``: the others, and why not."""

    subject: str | None
    facts: tuple[Seen, ...]
    fired: Rule | None
    why: tuple[str, ...]
    refused: tuple[tuple[Rule, str], ...]


def explain(pack: Pack, case: Case) -> list[Explanation]:
    """One explanation per subject of the topic's table; none for a topic without a table."""
    table = pack.tables.get(case.topic)
    return (
        [_explained(table, subject, order_day(case)) for subject in subjects(pack, table, case)]
        if table
        else []
    )


def _explained(table: Table, subject: Subject, day: date) -> Explanation:
    fired = table.hit(subject, day)
    return Explanation(
        subject=subject.name,
        facts=tuple(_seen(table, subject)),
        fired=fired,
        why=tuple(f"{name} : {written}" for name, written in fired.written.items()) if fired else (),
        refused=tuple((r, _reason(table, r, subject, day)) for r in table.rules if r is not fired),
    )


def _seen(table: Table, subject: Subject) -> Iterator[Seen]:
    for name, fact in table.facts.items():
        yield Seen(name, fact.doc, value_of(table, subject, name))


def value_of(table: Table, subject: Subject, name: str) -> str:
    """``depuis le mardi 17 novembre à 10 h``, ``oui``, ``paid``, ``inconnu``."""
    value = table.facts[name].value(subject)
    if isinstance(value, bool):
        return "oui (true)" if value else "non (false)"
    if isinstance(value, (date, datetime)):
        return f"depuis le {moment(value, subject.now)}"
    return "inconnu (none)" if value is None else shown(value)


def _reason(table: Table, rule: Rule, subject: Subject, day: date) -> str:
    """The dates in force, else the first condition that does not hold."""
    if not rule.in_force(day):
        since = "" if rule.since == START else f" du {rule.since.isoformat()}"
        until = f" au {rule.until.isoformat()}" if rule.until else ""
        return f"pas en vigueur le {day.isoformat()} (en vigueur{since}{until})"
    cells = table.cells(subject)
    failed = next(name for name, allowed in rule.conditions.items() if cells[name] not in allowed)
    return f"{failed} devrait être {rule.written[failed]}, est {value_of(table, subject, failed)}"
