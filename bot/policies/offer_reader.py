"""Reads what a rule offers to do (``offer``) or needs to ask (``ask``)."""

from __future__ import annotations

from collections.abc import Collection

from bot.policies.checks import Reader
from bot.policies.facts.talk import ASKABLE
from bot.policies.table import Offer, Question
from bot.policies.template_check import read_template
from bot.policies.vocabulary import EFFECTS, EMAIL_KINDS

_NEEDS_REASON = ("open_ticket", "open_incident")


def read_offer(rule: Reader, known: set[str]) -> Offer | None:
    """None without an offer, or where it is not even a mapping."""
    if not rule.has("offer"):
        return None
    if rule.has("ask"):
        rule.fail("offer", "une règle pose une question (ask) ou propose une action (offer), pas les deux")
    reader = rule.inside("offer")
    reader.only("effect", "does", "done", "reason", "email")
    if not isinstance(reader.node, dict):
        return None
    effect = reader.token("effect", EFFECTS)
    mails = reader.has("email") or effect == "send_email"
    return Offer(
        effect=effect,
        does=read_template(reader, "does", known),
        done=read_template(reader, "done", known | {"reference"}),
        reason=read_template(reader, "reason", known, required=effect in _NEEDS_REASON) or None,
        email=reader.token("email", EMAIL_KINDS) if mails else None,
    )


def read_question(rule: Reader, known: set[str], facts: Collection[str]) -> Question | None:
    """A question about a fact that the table looks at: any other answer would change nothing."""
    if not rule.has("ask"):
        return None
    reader = rule.inside("ask")
    reader.only("fact", "text")
    if not isinstance(reader.node, dict):
        return None
    fact = reader.token("fact", ASKABLE)
    if fact in ASKABLE and fact not in facts:
        reader.fail("fact", f"aucune règle de cette table ne dépend de « {fact} »")
    return Question(fact, read_template(reader, "text", known))
