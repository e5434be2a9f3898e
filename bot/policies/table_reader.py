"""Reads ``faq/<merchant>/<topic>.yml`` into a Table; every defect is reported with its line."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

from bot.policies.axes import Axis, Cell
from bot.policies.checks import Reader
from bot.policies.context import variables
from bot.policies.facts.catalogue import facts_for
from bot.policies.merchant import Merchant
from bot.policies.offer_reader import read_offer, read_question
from bot.policies.subject import CODE, LINE, ORDER, PARCEL, Subject
from bot.policies.table import START, Information, Rule, Table
from bot.policies.templates import defect
from bot.policies.vocabulary import RULE_OUTCOMES, TOPICS

RETURNED_LINE = "returned_line"
_FACTS_OF = {ORDER: ORDER, LINE: LINE, RETURNED_LINE: LINE, PARCEL: PARCEL, CODE: CODE}
_RULE_KEYS = ("name", "when", "clauses", "outcome", "source", "in_force", "reply", "offer", "ask")
_NO_CLAUSE = ("status", "undocumented")


def template_variables(merchant: Merchant) -> set[str]:
    """The names a template may use: those that ``context.variables`` makes, whatever the subject."""
    return set(variables([Subject(merchant, TOPICS[0], datetime(2000, 1, 1, tzinfo=timezone.utc))]))


def check_template(reader: Reader, key: str, text: str, known: set[str]) -> None:
    if text and (wrong := defect(text, known)):
        reader.fail(key, wrong)


def read_table(reader: Reader, topic: str, known: set[str]) -> Table:
    """Reports to the reader; the table is sound only when nothing was reported."""
    reader.only("topic", "subject", "collapse", "source", "in_force", "information", "rules")
    if reader.token("topic", TOPICS) not in ("", topic):
        reader.fail("topic", f"le fichier s'appelle {topic}.yml")
    subject = reader.token("subject", list(_FACTS_OF)) if reader.get("subject") else ORDER
    facts = facts_for(_FACTS_OF.get(subject, ORDER))
    axes = _axes(reader, facts)
    rules = tuple(_rule(reader, index, axes, known) for index in range(len(reader.items("rules"))))
    return Table(
        topic=topic,
        subject=subject,
        rules=rules,
        information=read_information(reader, known),
        facts={name: facts[name] for name in axes},
        axes=axes,
        collapse=reader.flag("collapse"),
    )


def _axes(reader: Reader, facts: dict[str, Any]) -> dict[str, Axis]:
    """One axis per fact named by any rule, cut at every bound."""
    conditions: dict[str, list[object]] = {}
    place: dict[str, Reader] = {}
    for index in range(len(reader.items("rules"))):
        rule = reader.inside("rules", index)
        when = rule.get("when") or {}
        if not isinstance(when, dict):
            rule.fail("when", "ensemble de « fait: condition » attendu")
            continue
        for name, condition in when.items():
            if name not in facts:
                rule.inside("when").fail(name, f"fait inconnu ; possibles : {', '.join(sorted(facts))}")
            else:
                conditions.setdefault(name, []).append(condition)
                place.setdefault(name, rule.inside("when"))
    axes = {}
    for name, found in conditions.items():
        try:
            axes[name] = facts[name].axis(found)
        except ValueError as wrong:
            place[name].fail(name, str(wrong))
    return axes


def _rule(table: Reader, index: int, axes: dict[str, Axis], known: set[str]) -> Rule:
    reader = table.inside("rules", index)
    reader.only(*_RULE_KEYS)
    conditions: dict[str, frozenset[Cell]] = {}
    when = reader.get("when") or {}
    for name, condition in when.items() if isinstance(when, dict) else ():
        if name in axes:
            try:
                conditions[name] = axes[name].parse(condition)
            except ValueError as wrong:
                reader.inside("when").fail(name, str(wrong))
    clauses = tuple(str(clause) for clause in reader.items("clauses"))
    outcome = reader.token("outcome", RULE_OUTCOMES)
    source = reader.text("source", required=False) or table.text("source", required=False)
    reply = reader.text("reply", required=bool(clauses))
    if clauses and not source:
        reader.fail("source", "chaque règle avec une clause a une source (ici ou en tête de table)")
    if not clauses and outcome not in _NO_CLAUSE:
        reader.fail("clauses", f"sans clause, seules issues possibles : {', '.join(_NO_CLAUSE)}")
    check_template(reader, "reply", reply, known)
    since, until = _in_force(reader if reader.get("in_force") else table)
    return Rule(
        name=reader.text("name"),
        conditions=conditions,
        outcome=outcome,
        clauses=clauses,
        source=source,
        reply=reply,
        since=since,
        until=until,
        offer=read_offer(reader, known),
        question=read_question(reader, known),
        line=reader.source.line(reader.where),
    )


def _in_force(reader: Reader) -> tuple[date, date | None]:
    if not isinstance(reader.get("in_force"), dict):
        if reader.get("in_force") is not None:
            reader.fail("in_force", "« from: AAAA-MM-JJ », et « to: » au besoin, attendus")
        return START, None
    inner = reader.inside("in_force")
    inner.only("from", "to")
    since, until = inner.day("from") or START, inner.day("to")
    if until and until < since:
        inner.fail("to", "la fin précède le début")
    return since, until


def read_information(reader: Reader, known: set[str]) -> Information | None:
    if reader.get("information") is None:
        return None
    inner = reader.inside("information")
    inner.only("clauses", "source", "reply")
    reply = inner.text("reply")
    check_template(inner, "reply", reply, known)
    clauses = tuple(str(clause) for clause in inner.items("clauses"))
    source = inner.text("source", required=False) or reader.text("source", required=False)
    if clauses and not source:
        inner.fail("source", "source absente")
    return Information(clauses, source, reply)
