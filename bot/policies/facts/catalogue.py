"""Every fact that a decision table may name."""

from __future__ import annotations

from bot.policies.facts.code import CODE_FACTS
from bot.policies.facts.kinds import Fact
from bot.policies.facts.line import LINE_FACTS
from bot.policies.facts.order import ORDER_FACTS
from bot.policies.facts.parcel import PARCEL_FACTS
from bot.policies.facts.talk import TALK_FACTS
from bot.policies.subject import CODE, LINE, ORDER, PARCEL

_BY_SUBJECT = {ORDER: (), LINE: LINE_FACTS, PARCEL: PARCEL_FACTS, CODE: CODE_FACTS}


def facts_for(subject: str) -> dict[str, Fact]:
    """The facts by name that a table on ``subject`` may use: the order's, the customer's and its own."""
    return {fact.name: fact for fact in (*ORDER_FACTS, *TALK_FACTS, *_BY_SUBJECT[subject])}
