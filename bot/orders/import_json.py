"""Reads a JSON file of orders."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from bot.orders.json_lines import lines_of
from bot.orders.reading import Reading, read
from bot.orders.row_errors import Problem, RowError, printable


def read_json(raw: bytes) -> tuple[Reading, list[RowError]]:
    """The good orders and coupons of a file, and one error for each other one."""
    # Bytes that are no UTF-8 stay visible as lone surrogates: the value that holds them is refused, the
    # rest is read.
    text = raw.decode("utf-8-sig", "surrogateescape")
    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        received = printable(text[error.pos :]) or "la fin du fichier"
        return Reading(), [RowError(error.lineno, f"colonne {error.colno}", "JSON valide attendu", received)]
    except (ValueError, RecursionError) as error:
        return Reading(), [RowError(None, "", "JSON valide attendu", printable(str(error)))]
    reading = read(data)
    return reading, locate(reading.problems, text)


def locate(problems: list[Problem], text: str) -> list[RowError]:
    """The problems with their lines; a field that is not there has the line of what should hold it."""
    if not problems:
        return []
    wanted = {problem.path[:size] for problem in problems for size in range(len(problem.path) + 1)}
    lines = lines_of(text, wanted)
    located = []
    for problem in problems:
        nearest = next(
            problem.path[:size] for size in range(len(problem.path), -1, -1) if problem.path[:size] in lines
        )
        located.append(problem.told(lines[nearest]))
    return located


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
