"""A coupon code as typed, held against the codes issued to this customer or to everybody.

Edit distance by RapidFuzz. The reading says what differs, never the letters that would complete a code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from bot.orders.model import Coupon, Order

STATES = ("not_combinable", "mistyped", "not_applied", "applied", "other")
_LOOKALIKE = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2"})
_SPACE = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]")  # the invisible ones come with copy and paste
NEAR = 2  # edits between what was typed and the code; 1 for codes under 6 characters


@dataclass(frozen=True)
class CodeReading:
    """``faults`` is what differs (spaces, case, punctuation, lookalike, letters), empty when typed right."""

    typed: str
    state: str
    faults: tuple[str, ...] = ()
    other_code: str | None = None


def bare(code: str) -> str:
    """Accents, case, spaces and punctuation aside."""
    plain = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode()
    return re.sub(r"[\W_]", "", plain).upper()


def faults(typed: str, issued: Iterable[str]) -> tuple[str, ...]:
    """How ``typed`` misses the nearest of ``issued``; empty when it is one of them, or near none."""
    codes = list(issued)
    if typed in codes:
        return ()
    for alike in (_same_bare, _same_lookalike, _near):
        for code in codes:
            if alike(bare(typed), bare(code)):
                return _differences(typed, code)
    return ()


def read_code(typed: str, order: Order | None, issued: Iterable[str]) -> CodeReading:
    """The first that holds of: another code on the order, typed wrongly, not applied, applied, unknown."""
    codes = list(issued)
    on_order = list(order.coupons) if order else []
    own = _own(typed, on_order)
    if own:
        typed = own.code  # what counts is what was typed at the checkout
    if own and own.status == "applied":
        return CodeReading(typed, "applied")
    others = [c.code for c in on_order if c.status == "applied" and not _same_bare(bare(c.code), bare(typed))]
    if others:
        return CodeReading(typed, "not_combinable", other_code=others[0])
    if wrong := faults(typed, codes):
        return CodeReading(typed, "mistyped", wrong)
    return CodeReading(typed, "not_applied" if typed in codes else "other")


def read_order_code(order: Order | None, issued: Iterable[str]) -> CodeReading | None:
    """Where no code was typed in the conversation: the one on the order that failed, else one that counts."""
    on_order = sorted(order.coupons if order else (), key=lambda coupon: coupon.status == "applied")
    return read_code(on_order[0].code, order, issued) if on_order else None


def _own(typed: str, on_order: list[Coupon]) -> Coupon | None:
    """The code on the order that the customer speaks of."""
    return (
        next((c for c in on_order if c.code == typed), None)
        or next((c for c in on_order if _same_bare(bare(c.code), bare(typed))), None)
        or next((c for c in on_order if c.status == "not_applied" and faults(c.code, [typed])), None)
    )


def _same_bare(typed: str, code: str) -> bool:
    return bool(typed) and typed == code


def _same_lookalike(typed: str, code: str) -> bool:
    return bool(typed) and typed.translate(_LOOKALIKE) == code.translate(_LOOKALIKE)


def _near(typed: str, code: str) -> bool:
    near = 1 if len(code) < 6 else NEAR
    return len(code) > near + 1 and Levenshtein.distance(typed, code, score_cutoff=near) <= near


def _differences(typed: str, code: str) -> tuple[str, ...]:
    """Everything that differs, most visible first."""
    tight, found = _SPACE.sub("", typed), []
    if tight != typed and not _SPACE.search(code):
        found.append("spaces")
    if not _same_bare(bare(typed), bare(code)):
        found.append("lookalike" if _same_lookalike(bare(typed), bare(code)) else "letters")
    elif tight.upper() != _SPACE.sub("", code).upper():
        found.append("punctuation")
    elif tight != _SPACE.sub("", code):
        found.append("case")
    return tuple(found) or ("punctuation",)
