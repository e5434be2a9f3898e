"""Reads ``faq/<merchant>/<topic>.yml`` into a Table; every defect is reported once, with its line."""

from __future__ import annotations

from datetime import date

from bot.policies.axes import Axis
from bot.policies.checks import Reader
from bot.policies.conditions_reader import read_axes, read_conditions, written_conditions
from bot.policies.facts.catalogue import facts_for
from bot.policies.focus import FOCUS
from bot.policies.offer_reader import read_offer, read_question
from bot.policies.subject import CODE, LINE, ORDER, PARCEL
from bot.policies.table import START, Information, Rule, Table
from bot.policies.template_check import read_template
from bot.policies.vocabulary import RULE_OUTCOMES, TOPICS

RETURNED_LINE = "returned_line"
_FACTS_OF = {ORDER: ORDER, LINE: LINE, RETURNED_LINE: LINE, PARCEL: PARCEL, CODE: CODE}
_RULE_KEYS = ("name", "when", "clauses", "outcome", "source", "in_force", "reply", "offer", "ask")
_NO_CLAUSE = ("status", "undocumented")


def read_table(reader: Reader, topic: str, known: set[str]) -> Table:
    """Reports to the reader; the table is sound only when nothing was reported."""
    reader.only("topic", "subject", "collapse", "about", "source", "in_force", "information", "rules")
    check_topic(reader, topic)
    reader.text("source", required=False)
    subject = reader.token("subject", list(_FACTS_OF)) if reader.has("subject") else ORDER
    facts = facts_for(_FACTS_OF.get(subject, ORDER))
    axes = read_axes(reader, facts)
    force = _in_force(reader)
    found = [_rule(reader, index, axes, known, force) for index in range(len(reader.items("rules")))]
    rules = tuple(rule for rule in found if rule)
    _check_names(reader, found)
    return Table(
        topic=topic,
        subject=subject,
        rules=rules,
        information=read_information(reader, known),
        facts={name: facts[name] for name in axes},
        axes=axes,
        collapse=reader.flag("collapse"),
        origin=topic,
        about=reader.token("about", list(FOCUS)) if reader.has("about") else None,
    )


def check_topic(reader: Reader, topic: str) -> None:
    """The file is named after its topic."""
    written = reader.token("topic", TOPICS)
    if written in TOPICS and written != topic:
        reader.fail("topic", f"le fichier s'appelle {topic}.yml")


def _check_names(reader: Reader, found: list[Rule | None]) -> None:
    """A rule is known by its name: in the log, in `relais faq explain`, in the cases."""
    seen: set[str] = set()
    for index, rule in enumerate(found):
        if rule and rule.name and rule.name in seen:
            reader.inside("rules", index).fail("name", f"deux règles s'appellent « {rule.name} »")
        seen.add(rule.name if rule else "")


def _rule(
    table: Reader, index: int, axes: dict[str, Axis], known: set[str], force: tuple[date, date | None]
) -> Rule | None:
    reader = table.inside("rules", index)
    reader.only(*_RULE_KEYS)
    if not isinstance(reader.node, dict):
        return None
    clauses = tuple(str(clause) for clause in reader.items("clauses"))
    outcome = reader.token("outcome", RULE_OUTCOMES)
    since, until = _in_force(reader) if reader.has("in_force") else force
    rule = Rule(
        name=reader.text("name"),
        conditions=read_conditions(reader, axes),
        outcome=outcome,
        clauses=clauses,
        source=reader.text("source", required=False) or _text_above(table, "source"),
        reply=read_template(reader, "reply", known, required=bool(clauses)),
        since=since,
        until=until,
        offer=read_offer(reader, known),
        question=read_question(reader, known, axes),
        line=reader.source.line(reader.where),
        written=written_conditions(reader),
    )
    _check_rule(reader, rule)
    return rule


def _text_above(table: Reader, key: str) -> str:
    """The table's own value where the rule has none; its defects are the table's to report."""
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _check_rule(reader: Reader, rule: Rule) -> None:
    """What a clause asks for: a source; and what only a clause allows: an outcome, an offer."""
    if rule.clauses and not rule.source.strip() and not reader.has("source"):
        reader.fail("source", "chaque règle avec une clause a une source (ici ou en tête de table)")
    if rule.clauses or reader.get("clauses") not in (None, []):
        return
    if rule.outcome in RULE_OUTCOMES and rule.outcome not in _NO_CLAUSE:
        reader.fail("clauses", f"sans clause, seules issues possibles : {', '.join(_NO_CLAUSE)}")
    elif rule.offer:
        reader.fail("offer", "une règle sans clause ne propose aucune action")


def _in_force(reader: Reader) -> tuple[date, date | None]:
    if not isinstance(reader.get("in_force"), dict):
        if reader.has("in_force"):
            reader.fail("in_force", "« from: AAAA-MM-JJ », et « to: » au besoin, attendus")
        return START, None
    inner = reader.inside("in_force")
    inner.only("from", "to")
    since, until = inner.day("from") or START, inner.day("to")
    if until and until < since:
        inner.fail("to", "la fin précède le début")
    return since, until


def read_information(reader: Reader, known: set[str]) -> Information | None:
    """The rule as told in general, None where the table has none."""
    if not reader.has("information"):
        return None
    inner = reader.inside("information")
    inner.only("clauses", "source", "reply")
    if not isinstance(inner.node, dict):
        return None
    clauses = tuple(str(clause) for clause in inner.items("clauses"))
    source = inner.text("source", required=False) or _text_above(reader, "source")
    if clauses and not source.strip() and not inner.has("source"):
        inner.fail("source", "source absente (ici ou en tête de table)")
    return Information(clauses, source, read_template(inner, "reply", known))
