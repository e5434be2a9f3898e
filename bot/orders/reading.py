"""Order data (parsed JSON) as Orders, one Problem for each that is not good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.orders import model
from bot.orders.instants import parse_instant, parse_money
from bot.orders.keys import number_key
from bot.orders.order_rules import rule_problems, unstorable
from bot.orders.row_errors import Path, Problem, field_name, shown
from bot.orders.schema_check import schema_problems


@dataclass
class Reading:
    """The good orders and coupons, and what is wrong with the others."""

    orders: list[model.Order] = field(default_factory=list)
    coupons: list[model.IssuedCoupon] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(data: Any) -> Reading:
    """Reads {"orders": […], "coupons_issued": […]} or a bare list of orders. Numbers may be Decimal. Never
    raises."""
    reading = Reading()
    if isinstance(data, list):
        _read_orders(data, (), reading)
        return reading
    if not isinstance(data, dict):
        reading.problems.append(
            Problem((), "objet avec « orders », ou liste de commandes, attendu", shown(data))
        )
        return reading
    for name, read_part in (("orders", _read_orders), ("coupons_issued", _read_coupons)):
        items = data.get(name, [])
        if name == "orders" and name not in data:
            reading.problems.append(Problem((name,), "valeur attendue, champ absent"))
        elif not isinstance(items, list):
            reading.problems.append(Problem((name,), "liste attendue", shown(items)))
        else:
            read_part(items, (name,), reading)
    return reading


def order_problem(data: Any) -> Problem | None:
    """The first thing wrong with one order, with a word on how many more there are."""
    problems = schema_problems("orders", data) or list(rule_problems(dict(data)))
    if not problems:
        return None
    return replace(problems[0], more=len({problem.path for problem in problems}) - 1)


def _read_orders(items: list[Any], prefix: Path, reading: Reading) -> None:
    seen: dict[tuple[str, str], int] = {}
    for index, item in enumerate(items):
        problem = order_problem(item)
        if problem is None:
            key = (item["merchant"], number_key(item["number"]))
            first = seen.setdefault(key, index)
            if first != index:
                name = field_name((*prefix, first))
                problem = Problem(
                    ("number",), f"numéro unique attendu, déjà vu en {name}", shown(item["number"])
                )
        if problem is None:
            reading.orders.append(order_from_json(item))
        else:
            reading.problems.append(replace(problem, path=(*prefix, index, *problem.path)))


def _read_coupons(items: list[Any], prefix: Path, reading: Reading) -> None:
    for index, item in enumerate(items):
        problem = next(_coupon_problems(item), None)
        if problem is None:
            reading.coupons.append(model.IssuedCoupon(item["merchant"], item["code"], item.get("email")))
        else:
            reading.problems.append(replace(problem, path=(*prefix, index, *problem.path)))


def _coupon_problems(item: Any) -> Iterator[Problem]:
    yield from schema_problems("coupons_issued", item)
    yield from unstorable(item)
    if item["merchant"] not in model.MERCHANTS:
        expected = f"une de ces valeurs attendue : {', '.join(model.MERCHANTS)}"
        yield Problem(("merchant",), expected, shown(item["merchant"]))


def order_from_json(data: dict[str, Any]) -> model.Order:
    """The Order of data in which `order_problem` finds nothing wrong."""

    def instant(item: dict[str, Any], name: str) -> Any:
        return None if item.get(name) is None else parse_instant(item[name])

    return model.Order(
        **{name: data[name] for name in ("merchant", "number", "email", "stage")},
        zone=data.get("zone"),
        **{name: instant(data, name) for name in ("placed_at", "paid_at", "confirmed_at", "cancelled_at")},
        lines=tuple(_line(item) for item in data["lines"]),
        payments=tuple(
            model.Payment(item["method"], item["status"], item.get("reason"))
            for item in data.get("payments", ())
        ),
        parcels=tuple(
            model.Parcel(
                item["tracking"],
                item["carrier"],
                tuple(item["lines"]),
                instant(item, "dispatched_at"),
                tuple(model.Scan(instant(scan, "at"), scan["status"]) for scan in item.get("events", ())),
            )
            for item in data.get("parcels", ())
        ),
        coupons=tuple(model.Coupon(item["code"], item["status"]) for item in data.get("coupons", ())),
        emails=tuple(model.Email(item["kind"], instant(item, "sent_at")) for item in data.get("emails", ())),
        returns=tuple(
            model.Return(item["line"], instant(item, "received_at")) for item in data.get("returns", ())
        ),
        credit_notes=tuple(
            model.CreditNote(parse_money(item["amount"]), parse_money(item.get("used", 0)))
            for item in data.get("credit_notes", ())
        ),
        claims=tuple(
            model.Claim(item.get("tracking"), instant(item, "opened_at")) for item in data.get("claims", ())
        ),
        refund_requests=tuple(
            model.RefundRequest(item.get("line"), instant(item, "registered_at"))
            for item in data.get("refund_requests", ())
        ),
        incidents=tuple(model.Incident(item["line"], item["reason"]) for item in data.get("incidents", ())),
        tickets=tuple(model.Ticket(item["id"], item["reason"]) for item in data.get("tickets", ())),
        stop_requested=data.get("stop_requested", False),
    )


def _line(item: dict[str, Any]) -> model.Line:
    label = item.get("label")
    if label is not None:
        until = label.get("valid_until")
        label = model.Label(label.get("used", False), None if until is None else date.fromisoformat(until))
    return model.Line(
        id=item["id"],
        name=item["name"],
        kind=item["kind"],
        qty=int(item["qty"]),
        unit_price=parse_money(item["unit_price"]),
        seller=item.get("seller"),
        produced=item.get("produced"),
        stage=item.get("stage"),
        label=label,
    )
