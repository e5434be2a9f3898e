"""Finds the line of a JSON text on which a value stands. Only run once something is wrong with the value."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.orders.row_errors import Path

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


def lines_of(text: str, wanted: set[Path]) -> dict[Path, int]:
    """The lines, from 1, of those of the paths that are in `text`, which must be valid JSON."""
    found: dict[Path, int] = {}
    path: list[
        Any
    ] = []  # the steps to the value that comes next; a list's step is its index, an object's its key
    opened: list[str] = []
    key: str | None = None
    line, seen_up_to = 1, 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        line += text.count("\n", seen_up_to, match.start())
        seen_up_to = match.start()
        if token in "}]":
            opened.pop()
            path.pop()
        elif token == ",":
            if opened[-1] == "[":
                path[-1] += 1
            else:
                key = None
        elif token == ":":
            pass
        elif opened and opened[-1] == "{" and key is None:
            key = json.loads(token, strict=False)
            path[-1] = key
        else:
            if tuple(path) in wanted:
                found[tuple(path)] = line
            if token in "{[":
                opened.append(token)
                path.append(0 if token == "[" else None)
                key = None
    return found
