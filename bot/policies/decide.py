"""Topic and order in, decisions and one text out: a pure function of its arguments, time included."""

from __future__ import annotations

from dataclasses import replace as with_changes
from typing import Any

from bot.policies.context import variables
from bot.policies.decision import Answer, Decision, Plan
from bot.policies.french import typeset
from bot.policies.grouping import Group, groups
from bot.policies.pack import Pack
from bot.policies.plans import plan_for, to_a_person
from bot.policies.status import headline
from bot.policies.subject import Subject
from bot.policies.subjects import Case, whole_of
from bot.policies.table import START
from bot.policies.templates import render
from bot.policies.uncovered import honest, outcome
from bot.policies.vocabulary import GENERAL_TOPICS, ORDER_TOPICS

__all__ = ["Case", "decide", "inform"]


def decide(pack: Pack, case: Case) -> Answer:
    """One decision per subject that the topic's table names, grouped into one text.

    Without an order (or a code) a topic about orders has no subject: then the rule is told in general.
    """
    if case.order is None and case.code is None and case.topic in ORDER_TOPICS:
        return inform(pack, case)
    table = pack.tables.get(case.topic)
    decisions, texts, plans = [], [], []
    question, question_text = None, ""
    for group in groups(pack, table, case):
        shared = variables(group.subjects)
        made = [_decision(pack, group, subject, shared) for subject in group.subjects]
        decisions += [with_changes(decision, case=case) for decision in made]
        texts.append(_text(group, shared))
        plans += [decision.plan for decision in made if decision.plan]
        if group.rule and group.rule.question and question is None:
            question, question_text = group.rule.question, render(group.rule.question.text, shared)
    unique = tuple({plan.key(): plan for plan in plans}.values())
    return Answer(tuple(decisions), _joined(texts, case), unique, question, question_text)


def inform(pack: Pack, case: Case) -> Answer:
    """The rule in general, for somebody without an order or who does not identify."""
    case = with_changes(case, order=None, general=True)
    table, subject = pack.tables.get(case.topic), whole_of(pack, case)
    told = table.information if table else None
    if table and not told and case.topic in GENERAL_TOPICS:
        return decide(pack, case)  # its rules need no order
    base = Decision(pack.merchant.key, case.topic, "undocumented", policy_hash=pack.hash, case=case)
    if table is None or told is None:
        plan = to_a_person(base, subject)
        return Answer((with_changes(base, plan=plan),), typeset(honest(subject)), (plan,))
    since = min((rule.since for rule in table.rules if rule.clauses), default=START)
    decision = with_changes(
        base,
        outcome="information",
        clauses=told.clauses,
        source=f"{pack.merchant.document} — {told.source}",
        in_force=None if since == START else since.isoformat(),
    )
    return Answer((decision,), render(told.reply, variables([subject])))


def _decision(pack: Pack, group: Group, subject: Subject, shared: dict[str, Any]) -> Decision:
    rule = group.rule
    base = Decision(
        merchant=pack.merchant.key,
        topic=subject.topic,
        outcome=rule.outcome if rule else outcome(subject),
        order=subject.order.number if subject.order else None,
        subject=subject.name,
        facts=group.facts,
        policy_hash=pack.hash,
        rule=rule.name if rule else "",
    )
    if rule is None or not rule.clauses:
        return with_changes(base, plan=_last_resort(base, subject))
    return with_changes(
        base,
        clauses=rule.clauses,
        source=f"{pack.merchant.document} — {rule.source}",
        in_force=None if rule.since == START else rule.since.isoformat(),
        plan=plan_for(rule, subject, shared) if rule.offer else None,
    )


def _last_resort(decision: Decision, subject: Subject) -> Plan | None:
    """A point that no document covers ends with the offer of a person."""
    return to_a_person(decision, subject) if decision.outcome == "undocumented" else None


def _text(group: Group, shared: dict[str, Any]) -> str:
    """The rule's reply; without one, what the store knows, and honesty about the rest."""
    rule, subject = group.rule, group.subjects[0]
    if rule and rule.reply:
        return render(rule.reply, shared)
    parts = [shared["known"]] if subject.order else []
    if (rule.outcome if rule else outcome(subject)) == "undocumented":
        parts.append(honest(subject))
    return typeset(" ".join(parts))


def _joined(texts: list[str], case: Case) -> str:
    """The groups' texts; the headline, and a paragraph that several groups share, are said once."""
    parts = dict.fromkeys(part for one in texts for part in one.split("\n\n"))
    head = typeset(headline(case.order, case.now)) if case.order and len(parts) > 1 else ""
    paragraphs: list[str] = []
    for text in parts:
        again = head and any(head in said for said in paragraphs)
        paragraphs.append(text.replace(head, "", 1).strip() if again else text)
    return "\n\n".join(part for part in paragraphs if part)
