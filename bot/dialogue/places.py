"""« Le premier », « la 2e », « le dernier »: a thing of a list by its place, in folded words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

_Thing = TypeVar("_Thing")
_PLACES = {
    **dict.fromkeys(("premier", "premiere", "1er", "1ere", "1re"), 0),
    **dict.fromkeys(("deuxieme", "second", "seconde", "2e", "2eme", "2nd", "2nde"), 1),
    **dict.fromkeys(("troisieme", "3e", "3eme"), 2),
    **dict.fromkeys(("dernier", "derniere"), -1),
}
PLACE = "(?:" + "|".join(_PLACES) + ")"
_THE_PLACE = re.compile(rf"\b(?:l[ea]|celui|celle|du|au) ({PLACE})\b")


def by_place(text: str, things: Sequence[_Thing]) -> list[_Thing]:
    """Those of ``things`` that ``text`` (folded) names by their place, in the order of the list."""
    said = {_PLACES[word] for word in _THE_PLACE.findall(text)}
    chosen = {place % len(things) for place in said if things and place < len(things)}
    return [thing for place, thing in enumerate(things) if place in chosen]
