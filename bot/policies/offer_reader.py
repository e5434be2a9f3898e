"""Reads what a rule offers to do (``offer``) or needs to ask (``ask``)."""

from __future__ import annotations

from bot.policies.checks import Reader
from bot.policies.facts.talk import TALK_FACTS
from bot.policies.table import Offer, Question
from bot.policies.templates import defect
from bot.policies.vocabulary import EFFECTS, EMAIL_KINDS

_NEEDS_REASON = ("open_ticket", "open_incident")


def _template(reader: Reader, key: str, known: set[str]) -> str:
    text = reader.text(key)
    if text and (wrong := defect(text, known)):
        reader.fail(key, wrong)
    return text


def read_offer(rule: Reader, known: set[str]) -> Offer | None:
    if rule.get("offer") is None:
        return None
    if rule.get("ask") is not None:
        rule.fail("offer", "une règle pose une question (ask) ou propose une action (offer), pas les deux")
    reader = rule.inside("offer")
    reader.only("effect", "does", "done", "reason", "email")
    effect = reader.token("effect", EFFECTS)
    email = (
        reader.token("email", EMAIL_KINDS)
        if reader.get("email") is not None or effect == "send_email"
        else None
    )
    return Offer(
        effect=effect,
        does=_template(reader, "does", known),
        done=_template(reader, "done", known | {"reference"}),
        reason=reader.text("reason", required=effect in _NEEDS_REASON) or None,
        email=email,
    )


def read_question(rule: Reader, known: set[str]) -> Question | None:
    if rule.get("ask") is None:
        return None
    reader = rule.inside("ask")
    reader.only("fact", "text")
    return Question(
        reader.token("fact", [fact.name for fact in TALK_FACTS]), _template(reader, "text", known)
    )
