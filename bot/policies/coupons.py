"""A coupon code as typed, held against the codes issued to this customer or to everybody.

Edit distance by RapidFuzz. The reading says what differs, never the letters that would complete a code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from bot.orders.model import Order

STATES = ("not_combinable", "mistyped", "not_applied", "applied", "other")
_LOOKALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2"})
NEAR = 2  # edits between what was typed and the code; 1 for codes under 6 characters


@dataclass(frozen=True)
class CodeReading:
    """``fault`` is what differs: spaces, case, lookalike, letters, or None when typed right."""

    typed: str
    state: str
    fault: str | None = None
    other_code: str | None = None


def bare(code: str) -> str:
    """Accents, case, spaces and punctuation aside."""
    plain = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode()
    return re.sub(r"[\W_]", "", plain).upper()


def fault(typed: str, issued: Iterable[str]) -> str | None:
    """How ``typed`` misses one of ``issued``: None when it misses none of them narrowly."""
    codes = list(issued)
    if typed in codes:
        return None
    no_space = re.sub(r"\s", "", typed)
    if no_space in codes:
        return "spaces"
    for code in codes:
        if bare(typed) == bare(code):
            return "case" if no_space.upper() == code.upper() else "punctuation"
    for code in codes:
        if bare(typed).translate(_LOOKALIKE) == bare(code).translate(_LOOKALIKE):
            return "lookalike"
    for code in codes:
        near = 1 if len(bare(code)) < 6 else NEAR
        if Levenshtein.distance(bare(typed), bare(code), score_cutoff=near) <= near:
            return "letters"
    return None


def read_code(typed: str, order: Order | None, issued: Iterable[str]) -> CodeReading:
    """The first that holds of: another code on the order, typed wrongly, not applied, applied, unknown."""
    codes = list(issued)
    on_order = list(order.coupons) if order else []
    own = (
        next((c for c in on_order if c.code == typed), None)
        or next((c for c in on_order if bare(c.code) == bare(typed)), None)
        or next((c for c in on_order if c.status == "not_applied" and fault(c.code, [typed])), None)
    )
    if own:
        typed = own.code  # what counts is what was typed at the checkout
    others = [c.code for c in on_order if c.status == "applied" and bare(c.code) != bare(typed)]
    if others and not (own and own.status == "applied"):
        return CodeReading(typed, "not_combinable", other_code=others[0])
    if own and own.status == "applied":
        return CodeReading(typed, "applied")
    wrong = fault(typed, codes)
    if wrong:
        return CodeReading(typed, "mistyped", fault=wrong)
    return CodeReading(typed, "not_applied" if typed in codes else "other")
