"""Checks an order against the packaged JSON schema and says in French what it expected."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from bot.orders.row_errors import Problem, shown

SCHEMA = Path(__file__).with_name("orders.schema.json")
TYPES = {
    "string": "texte",
    "null": "null",
    "integer": "entier",
    "number": "nombre",
    "boolean": "true ou false",
    "array": "liste",
    "object": "objet",
}
INSTANT = "instant ISO 8601 avec décalage horaire attendu"
LONGEST = 20  # digits of an integer
DATE = "date AAAA-MM-JJ attendue"
MONEY = "montant ≥ 0 avec au plus deux décimales attendu"


@cache
def _validator(part: str) -> Any:
    """The validator of an element of `orders` or `coupons_issued`."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    # Numbers come as Decimal, so that money is exact; 2.0 is still the integer that JSON Schema says it is.
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: is_integer(value))
    one = {**schema["properties"][part]["items"], "$defs": schema["$defs"]}
    return extend(Draft202012Validator, type_checker=types)(one)


def is_integer(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return False
    if isinstance(value, Decimal):
        # 1e999999999 is a number that one does not want to see written out.
        return value.is_finite() and value.adjusted() < LONGEST and value == value.to_integral_value()
    return isinstance(value, int) or value.is_integer()


def schema_problems(part: str, data: Any) -> list[Problem]:
    """What the schema finds wrong with an element of `part` (« orders » or « coupons_issued »)."""
    return [_problem(error) for error in _validator(part).iter_errors(data)]


def _problem(error: Any) -> Problem:
    path, schema = tuple(error.absolute_path), error.schema
    if error.validator == "required":
        missing = next(name for name in error.validator_value if name not in error.instance)
        return Problem((*path, missing), "valeur attendue, champ absent")
    return Problem(path, _expected(error, schema), shown(error.instance))


def _expected(error: Any, schema: dict[str, Any]) -> str:
    if error.validator == "enum":
        return f"une de ces valeurs attendue : {', '.join(error.validator_value)}"
    if schema.get("format") == "date-time":
        return INSTANT
    if schema.get("format") == "date":
        return DATE
    if schema.get("type") == ["string", "number"]:
        return MONEY
    if schema.get("minimum") is not None:
        return f"entier ≥ {schema['minimum']} attendu"
    if error.validator == "type":
        wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return f"{' ou '.join(TYPES[name] for name in wanted)} attendu{'e' if wanted == ['array'] else ''}"
    return str(error.message)
