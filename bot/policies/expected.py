"""What a policy case expects, and how an answer differs from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.policies.checks import Reader
from bot.policies.decision import Answer, Decision
from bot.policies.templates import render
from bot.policies.vocabulary import EFFECTS, RULE_OUTCOMES

_ANY = "*"  # a subject that the case does not name


@dataclass(frozen=True)
class ExpectedDecision:
    """``offer`` holds the effect and whatever else of it matters; None: nothing is offered."""

    outcome: str
    clauses: tuple[str, ...]
    subject: str | None
    offer: dict[str, str] | None
    rule: str | None


@dataclass(frozen=True)
class Expected:
    """``says`` and ``does`` are parts of the reply and of the offers, with any kind of space."""

    decisions: tuple[ExpectedDecision, ...]
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()
    asks: str | None = None
    does: tuple[str, ...] = ()

    def differences(self, answer: Answer) -> Iterator[tuple[str, str]]:
        """``(key, French sentence)`` for each thing that is not as expected."""
        if len(answer.decisions) != len(self.decisions):
            got = ", ".join(f"{made.outcome} ({made.subject})" for made in answer.decisions)
            yield (
                "expect",
                f"{len(self.decisions)} décisions attendues, {len(answer.decisions)} reçues : {got}",
            )
        for index, (wanted, made) in enumerate(zip(self.decisions, answer.decisions, strict=False)):
            for key, want, got in _fields(wanted, made):
                if want != got:
                    yield f"expect.{index}.{key}", f"attendu {want}, reçu {got}"
        text = spaced(answer.text)
        acts = spaced(
            " ".join(f"{p.does} {render(p.done, {**p.variables, 'reference': '1'})}" for p in answer.plans)
        )
        yield from (
            ("says", f"« {part} » absent de : {text}") for part in self.says if spaced(part) not in text
        )
        yield from (
            ("says_not", f"« {part} » présent dans : {text}")
            for part in self.says_not
            if spaced(part) in text
        )
        yield from (
            ("does", f"« {part} » absent de : {acts}") for part in self.does if spaced(part) not in acts
        )
        asked = answer.question.fact if answer.question else None
        if asked != self.asks:
            yield "asks", f"question attendue sur {self.asks}, reçue sur {asked}"


def spaced(text: str) -> str:
    """Every run of spaces, breaking or not, as one space."""
    return re.sub(r"\s+", " ", text)


def _fields(wanted: ExpectedDecision, made: Decision) -> Iterator[tuple[str, Any, Any]]:
    yield "outcome", wanted.outcome, made.outcome
    yield "clauses", list(wanted.clauses), list(made.clauses)
    if wanted.subject != _ANY:
        yield "subject", wanted.subject, made.subject
    if wanted.rule is not None:
        yield "rule", wanted.rule, made.rule
    offer = made.plan.as_offer() if made.plan else None
    if wanted.offer and offer:
        offer = {key: offer.get(key) for key in wanted.offer}
    yield "offer", wanted.offer, offer


def read_expected(case: Reader) -> Expected:
    """Defects are reported to the reader. Only ``expect`` is required; by default nothing is offered."""
    if not case.items("expect") and case.get("expect") in (None, []):
        case.fail("expect", "au moins une décision attendue")
    count = len(case.items("expect"))
    return Expected(
        tuple(_decision(case.inside("expect", index)) for index in range(count)),
        says=tuple(map(str, case.items("says"))),
        says_not=tuple(map(str, case.items("says_not"))),
        asks=case.text("asks", required=False) or None,
        does=tuple(map(str, case.items("does"))),
    )


def _decision(reader: Reader) -> ExpectedDecision:
    reader.only("outcome", "clauses", "subject", "offer", "rule")
    offer = reader.get("offer")
    if isinstance(offer, dict):
        reader.inside("offer").token("effect", EFFECTS)
    elif offer is not None:
        offer = {"effect": reader.token("offer", EFFECTS)}
    return ExpectedDecision(
        outcome=reader.token("outcome", RULE_OUTCOMES) if isinstance(reader.node, dict) else "",
        clauses=tuple(map(str, reader.items("clauses"))),
        subject=(reader.text("subject", required=False) or None) if reader.has("subject") else _ANY,
        offer={str(key): str(value) for key, value in offer.items()} if offer else None,
        rule=reader.text("rule", required=False) or None,
    )
