"""Conditions as a pack writes them: "or" lists, and bounds such as "< 48 h" or ">= 7 j, <= 15 j"."""

from __future__ import annotations

import re

_BOUND = re.compile(r"\s*(<=|>=|<|>|=)?\s*(\d.*?)\s*")


def split_bounds(condition: object) -> list[tuple[str, str]]:
    """``"> 7 j, <= 15 j"`` as ``[(">", "7 j"), ("<=", "15 j")]``. Raises ValueError."""
    bounds = []
    for part in str(condition).split(","):
        match = _BOUND.fullmatch(part)
        if not match:
            written = shown(condition)
            raise ValueError(f"borne attendue comme « < 48 h » ou « >= 7 j, <= 15 j », reçu « {written} »")
        bounds.append((match[1] or "=", match[2]))
    return bounds


def alternatives(condition: object) -> list[object]:
    """A list is an "or"; anything else stands alone. Raises ValueError for an empty list."""
    if condition == []:
        raise ValueError("liste vide : aucune valeur ne conviendrait")
    return list(condition) if isinstance(condition, list) else [condition]


def shown(token: object) -> str:
    """A value as its author wrote it."""
    return "rien" if token is None else str(token).lower() if isinstance(token, bool) else str(token)
