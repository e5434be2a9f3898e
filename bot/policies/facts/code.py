"""Facts of a coupon code."""

from __future__ import annotations

from bot.policies.coupons import STATES
from bot.policies.facts.kinds import Fact, token

CODE_FACTS: tuple[Fact, ...] = (
    token(
        "code_state",
        (*STATES, "none"),
        lambda s: s.code.state if s.code else "none",
        "le code tel que tapé, face aux codes émis et à ceux de la commande",
    ),
)
