"""One axis per fact of a decision table, cut into cells at every bound that the table mentions.

A condition is a set of cells, a value lies in exactly one cell; so matching at run time and the proof of
completeness look at the very same cells, and nothing is sampled.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.policies.conditions import alternatives, shown, split_bounds
from bot.policies.units import DAYS, Span

Cell = Hashable
NONE = "none"


class Axis(Protocol):
    """The cells of one fact in one table."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Disjoint, and together the whole domain."""
        ...

    def parse(self, condition: object) -> frozenset[Cell]:
        """The cells a condition allows. Raises ValueError with a French sentence."""

    def locate(self, value: object, now: datetime) -> Cell:
        """The cell a value lies in."""


@dataclass(frozen=True)
class TokenAxis:
    """An enumerated fact: each token is a cell. Flags use ``True`` and ``False``."""

    cells: tuple[Cell, ...]

    def parse(self, condition: object) -> frozenset[Cell]:
        wanted = alternatives(condition)
        for token in wanted:
            if token not in self.cells or (isinstance(token, bool) != (True in self.cells)):
                known = ", ".join(str(c).lower() if isinstance(c, bool) else str(c) for c in self.cells)
                raise ValueError(f"valeur inconnue « {shown(token)} » ; possibles : {known}")
        return frozenset(wanted)

    def locate(self, value: object, now: datetime) -> Cell:
        if value not in self.cells:
            raise ValueError(f"fact value {value!r} is outside its domain {self.cells}")
        return value


_SIGNS = {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,)}


class OrderedAxis:
    """A fact with an order: cells are the bounds themselves and the gaps between them, plus ``none``.

    The cell ``2k + 1`` is the k-th bound, ``2k`` the gap below it.
    """

    def __init__(self, bounds: Iterable[int], *, gapless: bool) -> None:
        self.bounds = tuple(sorted(set(bounds)))
        empty = {
            2 * k for k in range(1, len(self.bounds)) if gapless and self.bounds[k] - self.bounds[k - 1] == 1
        }
        self.cells = (NONE, *(c for c in range(2 * len(self.bounds) + 1) if c not in empty))

    def _select(self, sign: str, bound: int) -> frozenset[Cell]:
        at = 2 * self.bounds.index(bound) + 1
        return frozenset(c for c in self.cells if isinstance(c, int) and (c > at) - (c < at) in _SIGNS[sign])

    def number(self, text: str) -> int:
        """The bound that ``text`` writes."""
        if not text.isdecimal():
            raise ValueError(f"nombre entier attendu, reçu « {text} »")
        return int(text)

    def parse(self, condition: object) -> frozenset[Cell]:
        wanted: set[Cell] = set()
        for one in alternatives(condition):
            if one in (NONE, "known"):
                wanted |= {NONE} if one == NONE else set(self.cells) - {NONE}
                if not wanted <= set(self.cells):
                    raise ValueError("« none » n'a pas de sens pour un nombre")
                continue
            cells = set(self.cells) - {NONE}
            for sign, text in split_bounds(one):
                cells &= self._select(sign, self.number(text))
            if not cells:
                raise ValueError(f"condition impossible « {one} »")
            wanted |= cells
        return frozenset(wanted)

    def locate(self, value: object, now: datetime) -> Cell:
        if value is None:
            return NONE
        for k, bound in enumerate(self.bounds):
            side = self.side(value, bound, now)
            if side <= 0:
                return 2 * k + 1 + side
        return 2 * len(self.bounds)

    def side(self, value: object, bound: int, now: datetime) -> int:
        """-1, 0 or 1: the value lies before, at or after the bound."""
        assert isinstance(value, int)
        return (value > bound) - (value < bound)


class CountAxis(OrderedAxis):
    """A number of things."""

    def __init__(self, bounds: Iterable[int]) -> None:
        super().__init__(bounds, gapless=True)
        below_zero = {0} if self.bounds[:1] == (0,) else set()
        impossible = {NONE, *below_zero}  # a number of things is always known, and never negative
        self.cells = tuple(cell for cell in self.cells if cell not in impossible)


class AgeAxis(OrderedAxis):
    """The time since an instant or a day, in one unit for the whole table."""

    def __init__(self, spans: Iterable[Span]) -> None:
        spans = list(spans)
        units = sorted({span.unit for span in spans})
        if len(units) > 1:
            raise ValueError(f"une seule unité par fait et par table, ici : {', '.join(units)}")
        self.unit = units[0] if units else DAYS
        super().__init__((span.count for span in spans), gapless=self.unit == DAYS)

    def number(self, text: str) -> int:
        return Span.parse(text).count

    def side(self, value: object, bound: int, now: datetime) -> int:
        assert isinstance(value, (date, datetime))
        return Span(bound, self.unit).compare(value, now)
