"""Topic and order in, decisions and one text out: a pure function of its arguments, time included."""

from __future__ import annotations

from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.orders.model import Order
from bot.policies.calendar import day_of
from bot.policies.context import variables
from bot.policies.coupons import CodeReading
from bot.policies.decision import Answer, Decision, Plan
from bot.policies.facts.line import line_return
from bot.policies.pack import Pack
from bot.policies.plans import plan_for
from bot.policies.subject import CODE, LINE, ORDER, PARCEL, Subject
from bot.policies.table import START, Rule, Table
from bot.policies.templates import render
from bot.policies.uncovered import honest, outcome


@dataclass(frozen=True)
class Case:
    """What is asked, about what, at which instant. ``lines``: only these line ids, all when empty."""

    topic: str
    now: datetime
    order: Order | None = None
    code: CodeReading | None = None
    said: dict[str, bool] = field(default_factory=dict)
    balance: Decimal | None = None
    message: str = ""
    lines: frozenset[str] = frozenset()


def decide(pack: Pack, case: Case) -> Answer:
    """One decision per subject that the topic's table names, grouped into one text."""
    table = pack.tables.get(case.topic)
    groups: dict[tuple[Any, ...], tuple[Rule | None, list[Subject]]] = {}
    for subject in subjects(pack, table, case):
        rule = table.hit(subject, order_day(case)) if table else None
        facts = tuple((table.values(subject) if table else {}).items())
        key = (rule.name if rule else None, facts if not (table and table.collapse) else ())
        groups.setdefault(key, (rule, []))[1].append(subject)
    if table and table.collapse and len(groups) == 1:
        groups = {key: (rule, [_whole(found[0])]) for key, (rule, found) in groups.items()}
    decisions, texts, plans = [], [], []
    question, question_text = None, ""
    for rule, group in groups.values():
        shared = variables(group)
        made = [_decision(pack, table, rule, subject, shared) for subject in group]
        decisions += made
        texts.append(_text(rule, group[0], shared))
        plans += [decision.plan for decision in made if decision.plan]
        if rule and rule.question and question is None:
            question, question_text = rule.question, render(rule.question.text, shared)
    unique = tuple({plan.key(): plan for plan in plans}.values())
    return Answer(tuple(decisions), "\n\n".join(dict.fromkeys(texts)), unique, question, question_text)


def inform(pack: Pack, case: Case) -> Answer:
    """The rule in general, for somebody without an order or who does not identify."""
    table, subject = pack.tables.get(case.topic), subjects(pack, None, with_changes(case, order=None))[0]
    told = table.information if table else None
    base = Decision(pack.merchant.key, case.topic, "undocumented", policy_hash=pack.hash)
    if table is None or told is None:
        decision = with_changes(base, plan=_to_a_person(base, subject))
        return Answer((decision,), honest(subject), (decision.plan,) if decision.plan else ())
    since = min((rule.since for rule in table.rules if rule.clauses), default=START)
    decision = with_changes(
        base,
        outcome="information",
        clauses=told.clauses,
        source=f"{pack.merchant.document} — {told.source}",
        in_force=None if since == START else since.isoformat(),
    )
    return Answer((decision,), render(told.reply, variables([subject])))


def order_day(case: Case) -> date:
    """The day that chooses the rules in force: the order's own, else today."""
    return day_of((case.order.ordered_at if case.order else None) or case.now)


def subjects(pack: Pack, table: Table | None, case: Case) -> list[Subject]:
    """The subjects of the table; an order without the thing asked for is its own subject."""
    whole = Subject(
        pack.merchant,
        case.topic,
        case.now,
        case.order,
        said=case.said,
        balance=case.balance,
        message=case.message,
    )
    kind = table.subject if table else ORDER
    if kind == CODE and case.code:
        return [with_changes(whole, code=case.code)]
    if kind in (ORDER, CODE) or not case.order:
        return [whole]
    if kind == PARCEL:
        return [with_changes(whole, parcel=parcel) for parcel in case.order.parcels] or [whole]
    lines = [line for line in case.order.lines if not case.lines or line.id in case.lines]
    each = [with_changes(whole, line=line) for line in lines]
    if kind == LINE:
        return each or [whole]
    return [s for s in each if line_return(s)] or [whole]


def _whole(subject: Subject) -> Subject:
    return with_changes(subject, line=None, parcel=None)


def _decision(
    pack: Pack, table: Table | None, rule: Rule | None, subject: Subject, shared: dict[str, Any]
) -> Decision:
    order = subject.order.number if subject.order else None
    base = Decision(
        merchant=pack.merchant.key,
        topic=subject.topic,
        outcome=rule.outcome if rule else outcome(subject),
        order=order,
        subject=subject.name,
        facts=_facts(table, subject),
        policy_hash=pack.hash,
    )
    if rule is None or not rule.clauses:
        return with_changes(base, plan=_to_a_person(base, subject), rule=rule.name if rule else "")
    plan = plan_for(rule, subject, shared) if rule.offer else None
    return with_changes(
        base,
        clauses=rule.clauses,
        source=f"{pack.merchant.document} — {rule.source}",
        in_force=None if rule.since == START else rule.since.isoformat(),
        plan=plan,
        rule=rule.name,
    )


def _facts(table: Table | None, subject: Subject) -> dict[str, Any]:
    """The values that decided; without a table, what the store says."""
    if table:
        return table.values(subject)
    return {"stage": subject.order.stage} if subject.order else {}


def _to_a_person(decision: Decision, subject: Subject) -> Plan | None:
    """A point that no document covers ends with the offer of a person."""
    if decision.outcome != "undocumented":
        return None
    person = subject.merchant.person
    return Plan(
        effect="open_ticket",
        merchant=decision.merchant,
        order=decision.order,
        does=f"transmettre votre demande à {person}",
        done="Votre demande est transmise à {{ person }} sous le numéro {{ reference }}.",
        variables=variables([subject]),
        reason=decision.topic,
        description=subject.message,
    )


def _text(rule: Rule | None, subject: Subject, shared: dict[str, Any]) -> str:
    if rule and rule.reply:
        return render(rule.reply, shared)
    parts = [shared["known"]] if subject.order else []
    if (rule.outcome if rule else outcome(subject)) == "undocumented":
        parts.append(honest(subject))
    return " ".join(parts)
