"""What a fact is: a name, a kind of value, and a pure function of the subject."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.policies.axes import AgeAxis, Axis, CountAxis, TokenAxis
from bot.policies.conditions import alternatives, split_bounds
from bot.policies.subject import Subject
from bot.policies.units import Span

Value = str | bool | int | datetime | date | None


@dataclass(frozen=True)
class Fact:
    """``kind`` is "token", "flag", "count" or "age"; ``tokens`` the domain of a token fact.

    An age fact's value is the instant or day it is counted from, or None.
    """

    name: str
    kind: str
    value: Callable[[Subject], Value]
    doc: str
    tokens: tuple[str, ...] = ()

    def axis(self, conditions: list[object]) -> Axis:
        """The axis cut at every bound of ``conditions``. Raises ValueError with a French sentence."""
        if self.kind == "token":
            return TokenAxis(self.tokens)
        if self.kind == "flag":
            return TokenAxis((True, False))
        single = [c for one in conditions for c in alternatives(one)]
        bounds = [text for c in single if c not in ("none", "known") for _, text in split_bounds(c)]
        if self.kind == "count":
            if wrong := [text for text in bounds if not text.isdecimal()]:
                raise ValueError(f"nombre entier attendu, reçu « {wrong[0]} »")
            return CountAxis(int(text) for text in bounds)
        return AgeAxis(Span.parse(text) for text in bounds)


def token(name: str, tokens: tuple[str, ...], value: Callable[[Subject], Value], doc: str) -> Fact:
    return Fact(name, "token", value, doc, tokens)


def flag(name: str, value: Callable[[Subject], Value], doc: str) -> Fact:
    return Fact(name, "flag", value, doc)


def count(name: str, value: Callable[[Subject], Value], doc: str) -> Fact:
    return Fact(name, "count", value, doc)


def age(name: str, value: Callable[[Subject], Value], doc: str) -> Fact:
    return Fact(name, "age", value, doc)
