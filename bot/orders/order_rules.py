"""What the JSON schema cannot say of an order: instants, amounts, and ids that must fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from bot.orders.instants import parse_instant, parse_money
from bot.orders.keys import number_key
from bot.orders.plain_text import storable
from bot.orders.row_errors import Problem, shown
from bot.orders.schema_check import DATE, INSTANT, MONEY

MAX_QTY = 1_000_000
# Paths of values by what they must parse as; « * » is every element of a list.
INSTANTS = (
    "placed_at", "paid_at", "confirmed_at", "cancelled_at", "parcels.*.dispatched_at",
    "parcels.*.events.*.at",
    "emails.*.sent_at", "returns.*.received_at", "claims.*.opened_at", "refund_requests.*.registered_at",
)  # fmt: skip
DATES = ("lines.*.label.valid_until",)
# Deadlines are counted from these dates: near either end of the calendar they would leave it.
FIRST_YEAR, LAST_YEAR = 1990, 2100
AMOUNTS = ("lines.*.unit_price", "credit_notes.*.amount", "credit_notes.*.used")
LINE_IDS = ("parcels.*.lines.*", "returns.*.line", "refund_requests.*.line", "incidents.*.line")
# Fields this project adds to the schema: what it registered itself.
ADDED = {
    "incidents": ("line", "reason"),
    "tickets": ("id", "reason"),
}


def rule_problems(order: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with an order that the schema accepts."""
    yield from unstorable(order)
    yield from _added_fields(order)
    for name in ("number", "email"):
        if not order[name].strip() or (name == "number" and not number_key(order[name])):
            yield Problem((name,), "texte non vide attendu", shown(order[name]))
    yield from _unparsable(order, INSTANTS, parse_instant, INSTANT)
    yield from _unparsable(order, DATES, date.fromisoformat, DATE)
    yield from _far_away(order, INSTANTS, parse_instant)
    yield from _far_away(order, DATES, date.fromisoformat)
    yield from _unparsable(order, AMOUNTS, parse_money, MONEY)
    seen: set[str] = set()
    for index, line in enumerate(order["lines"]):
        if line["id"] in seen:
            yield Problem(("lines", index, "id"), "identifiant de ligne unique attendu", shown(line["id"]))
        seen.add(line["id"])
        if line["qty"] > MAX_QTY:
            yield Problem(("lines", index, "qty"), f"entier ≤ {MAX_QTY} attendu", shown(line["qty"]))
    for index, note in enumerate(order.get("credit_notes", ())):
        if _more(note.get("used", 0), note["amount"]):
            path = ("credit_notes", index, "used")
            yield Problem(path, "au plus le montant de l'avoir attendu", shown(note["used"]))
    for pattern in LINE_IDS:
        for path, value in values_at(order, pattern):
            if value not in seen:
                yield Problem(path, "identifiant d'une ligne de la commande attendu", shown(value))


def _more(one: Any, other: Any) -> bool:
    try:
        return parse_money(one) > parse_money(other)
    except (ValueError, ArithmeticError):
        return False  # told already


def _unparsable(
    order: Any, patterns: tuple[str, ...], parse: Callable[[Any], Any], expected: str
) -> Iterator[Problem]:
    for pattern in patterns:
        for path, value in values_at(order, pattern):
            try:
                parse(value)
            except (ValueError, ArithmeticError):
                yield Problem(path, expected, shown(value))


def _far_away(order: Any, patterns: tuple[str, ...], parse: Callable[[Any], date]) -> Iterator[Problem]:
    for pattern in patterns:
        for path, value in values_at(order, pattern):
            try:
                year = parse(value).year
            except ValueError:
                continue  # told already
            if not FIRST_YEAR <= year <= LAST_YEAR:
                yield Problem(path, f"date entre {FIRST_YEAR} et {LAST_YEAR} attendue", shown(value))


def values_at(data: Any, pattern: str) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The values that are there, and not null, with their paths."""
    found: list[tuple[tuple[Any, ...], Any]] = [((), data)]
    for step in pattern.split("."):
        if step == "*":
            found = [((*path, index), item) for path, value in found for index, item in enumerate(value)]
        else:
            found = [((*path, step), value[step]) for path, value in found if value.get(step) is not None]
    yield from found


def unstorable(data: Any, path: tuple[Any, ...] = ()) -> Iterator[Problem]:
    """Texts that no database holds: broken UTF-8 and NUL characters."""
    if isinstance(data, str) and storable(data) != data:
        yield Problem(path, "texte UTF-8 sans caractère nul attendu", shown(storable(data)))
    elif isinstance(data, (dict, list)):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from unstorable(value, (*path, key))


def _added_fields(order: dict[str, Any]) -> Iterator[Problem]:
    if not isinstance(order.get("stop_requested", False), bool):
        yield Problem(("stop_requested",), "true ou false attendu", shown(order.pop("stop_requested")))
    for name, texts in ADDED.items():
        items = order.get(name, [])
        if not isinstance(items, list):
            yield Problem((name,), "liste attendue", shown(order.pop(name)))
            continue
        for index, item in enumerate(items):
            if not isinstance(item, dict) or not all(isinstance(item.get(text), str) for text in texts):
                yield Problem(
                    (name, index), f"objet avec les textes {' et '.join(texts)} attendu", shown(item)
                )
                order.pop(name, None)
                break
