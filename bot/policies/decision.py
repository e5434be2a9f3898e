"""A decision as contracts.md words it, and the answer that decisions make together."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bot.policies.table import Question

if TYPE_CHECKING:
    from bot.policies.subjects import Case


@dataclass(frozen=True)
class Plan:
    """One act that a yes would do: what exactly, and the French that announces and reports it.

    ``done`` is a template text with ``variables``; ``reference`` joins them once the act has one.
    """

    effect: str
    merchant: str
    order: str | None
    does: str
    done: str
    variables: dict[str, Any] = field(compare=False, hash=False, repr=False)
    line: str | None = None
    tracking: str | None = None
    reason: str | None = None
    email: str | None = None
    amount: Decimal | None = None
    billed: Decimal | None = None
    description: str = ""
    clauses: tuple[str, ...] = ()

    def key(self) -> tuple[object, ...]:
        """What makes two plans the same act, under the same clauses and announced in the same words."""
        return (
            self.effect,
            self.order,
            self.line,
            self.tracking,
            self.reason,
            self.email,
            self.amount,
            self.billed,
            self.clauses,
            self.does,
        )

    def as_offer(self) -> dict[str, Any]:
        """The ``offer`` of a decision: only what is set, amounts as decimal strings."""
        values = {
            "effect": self.effect,
            "order": self.order,
            "line": self.line,
            "tracking": self.tracking,
            "reason": self.reason,
            "email": self.email,
            "amount": None if self.amount is None else f"{self.amount:.2f}",
            "billed": None if self.billed is None else f"{self.billed:.2f}",
        }
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True)
class Decision:
    """``case`` is what a policy was asked; None where no policy was (identify, smalltalk…)."""

    merchant: str
    topic: str
    outcome: str
    clauses: tuple[str, ...] = ()
    order: str | None = None
    subject: str | None = None
    source: str = ""
    in_force: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    plan: Plan | None = None
    policy_hash: str = ""
    rule: str = ""
    case: Case | None = field(default=None, compare=False, repr=False)

    def as_dict(self) -> dict[str, Any]:
        """The whole decision of contracts.md; ``rule`` is an addition for staff."""
        return {
            "merchant": self.merchant,
            "topic": self.topic,
            "clauses": list(self.clauses),
            "outcome": self.outcome,
            "order": self.order,
            "subject": self.subject,
            "source": self.source,
            "in_force": self.in_force,
            "facts": self.facts,
            "offer": self.plan.as_offer() if self.plan else None,
            "rule": self.rule,
        }


@dataclass(frozen=True)
class Answer:
    """Decisions, their one text, the acts offered and the question asked (never both)."""

    decisions: tuple[Decision, ...]
    text: str
    plans: tuple[Plan, ...] = ()
    question: Question | None = None
    question_text: str = ""
