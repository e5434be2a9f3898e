"""What is made at its first use and kept: patterns, calendars, texts. No customer should wait for that, so a
server makes all of it before the first one comes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")
_ALL: list[Callable[[], object]] = []


def made_once(make: Callable[[], T]) -> Callable[[], T]:
    """Of a function without parameters, whose value is never changed."""
    kept = lru_cache(maxsize=1)(make)
    _ALL.append(kept)
    return kept


def make_all() -> None:
    """What the modules imported so far make once. Raises what one of them raises."""
    for kept in tuple(_ALL):
        kept()
