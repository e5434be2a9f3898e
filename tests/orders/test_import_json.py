"""Importing JSON: good orders come in, each bad one is told on one line: where, and what was expected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.orders.importing import import_file, parse_orders, to_json
from bot.orders.model import IssuedCoupon
from bot.orders.store import Store
from tests.orders.samples import full_order

Change = Callable[[dict[str, Any]], Any]


def data(number: str = "204001") -> dict[str, Any]:
    return to_json(full_order(number))


def write(folder: Path, content: Any) -> Path:
    path = folder / "orders.json"
    text = content if isinstance(content, str) else json.dumps(content, indent=1, ensure_ascii=False)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path


WRONG: list[tuple[Change, str]] = [
    (lambda o: o["lines"][0].update(qty="zéro"),
     "orders[1].lines[0].qty : entier ≥ 1 attendu, reçu « zéro »"),
    (lambda o: o["lines"][0].update(qty=0), "orders[1].lines[0].qty : entier ≥ 1 attendu, reçu « 0 »"),
    (lambda o: o["lines"][0].update(qty=1.5), "orders[1].lines[0].qty : entier ≥ 1 attendu, reçu « 1.5 »"),
    (lambda o: o["lines"][0].update(qty=10**9),
     "orders[1].lines[0].qty : entier ≤ 1000000 attendu, reçu « 1000000000 »"),
    (lambda o: o.pop("email"), "orders[1].email : valeur attendue, champ absent"),
    (lambda o: o["lines"][1].pop("name"), "orders[1].lines[1].name : valeur attendue, champ absent"),
    (lambda o: o.update(number="  "), "orders[1].number : texte non vide attendu, reçu «  »"),
    (lambda o: o.update(zone="DE"),
     "orders[1].zone : une de ces valeurs attendue : FR, EU, CH, WORLD, reçu « DE »"),
    (lambda o: o.update(placed_at="2026-11-18T10:00:00"),
     "orders[1].placed_at : instant ISO 8601 avec décalage horaire attendu, reçu « 2026-11-18T10:00:00 »"),
    (lambda o: o.update(paid_at="2026-02-30T10:00:00Z"),
     "orders[1].paid_at : instant ISO 8601 avec décalage horaire attendu, reçu « 2026-02-30T10:00:00Z »"),
    (lambda o: o["emails"][0].update(sent_at=3),
     "orders[1].emails[0].sent_at : instant ISO 8601 avec décalage horaire attendu, reçu « 3 »"),
    (lambda o: o["lines"][1]["label"].update(valid_until="25/11/2026"),
     "orders[1].lines[1].label.valid_until : date AAAA-MM-JJ attendue, reçu « 25/11/2026 »"),
    (lambda o: o["lines"][0].update(unit_price="12,50"),
     "orders[1].lines[0].unit_price : montant ≥ 0 avec au plus deux décimales attendu, reçu « 12,50 »"),
    (lambda o: o["lines"][0].update(unit_price=-1),
     "orders[1].lines[0].unit_price : montant ≥ 0 avec au plus deux décimales attendu, reçu « -1 »"),
    (lambda o: o["credit_notes"][0].update(amount=12.345),
     "orders[1].credit_notes[0].amount : montant ≥ 0 avec au plus deux décimales attendu, reçu « 12.345 »"),
    (lambda o: o["credit_notes"][0].update(used="12.01"),
     "orders[1].credit_notes[0].used : au plus le montant de l'avoir attendu, reçu « 12.01 »"),
    (lambda o: o["lines"].append(dict(o["lines"][0])),
     "orders[1].lines[3].id : identifiant de ligne unique attendu, reçu « L1 »"),
    (lambda o: o["parcels"][0]["lines"].append("L9"),
     "orders[1].parcels[0].lines[1] : identifiant d'une ligne de la commande attendu, reçu « L9 »"),
    (lambda o: o["returns"][1].update(line="L9"),
     "orders[1].returns[1].line : identifiant d'une ligne de la commande attendu, reçu « L9 »"),
    (lambda o: o["lines"][0].update(name="a\x00b"),
     "orders[1].lines[0].name : texte UTF-8 sans caractère nul attendu, reçu « ab »"),
    (lambda o: o["lines"][0].update(produced="oui"),
     "orders[1].lines[0].produced : true ou false attendu, reçu « oui »"),
    (lambda o: o.update(lines={}), "orders[1].lines : liste attendue, reçu « {} »"),
    (lambda o: o.update(tickets=[{}]),
     "orders[1].tickets[0] : objet avec les textes id et reason attendu, reçu « {} »"),
    (lambda o: o.update(stop_requested=1), "orders[1].stop_requested : true ou false attendu, reçu « 1 »"),
    (lambda o: o.update(stage="a\n" * 99),
     "orders[1].stage : une de ces valeurs attendue : cart, awaiting_payment, paid, in_production, finished, "
     "ready, dispatched, delivered, returned, cancelled, reçu « "
     "a a a a a a a a a a a a a a a a a a a a… »"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "message"), WRONG, ids=[message[:60] for _, message in WRONG])
def test_a_bad_order_is_told_on_one_line_and_the_others_come_in(
    memory_store: Store, tmp_path: Path, spoil: Change, message: str
) -> None:
    bad = data("2")
    spoil(bad)
    path = write(tmp_path, {"orders": [data("1"), bad, data("3")]})
    report = import_file(memory_store, path)
    assert report.imported == 2
    (error,) = report.errors
    assert str(error) == f"ligne {error.line}, {message}"
    last_key = error.field.rsplit(".", 1)[-1].partition("[")[0]
    told_line = path.read_text(encoding="utf-8").splitlines()[(error.line or 0) - 1]
    assert "absent" in message or last_key in told_line or error.field.endswith("]")
    assert [str(one) for one in parse_orders([data("1"), bad])[2]] == [message.replace("orders", "", 1)]


def test_several_faults_of_one_order_are_one_line(memory_store: Store, tmp_path: Path) -> None:
    bad = data() | {"zone": "DE", "stage": "?", "email": 3}
    (error,) = import_file(memory_store, write(tmp_path, [bad])).errors
    assert str(error).endswith("(et 2 autres champs)")
    assert "\n" not in str(error)


def test_the_line_is_that_of_the_value(memory_store: Store, tmp_path: Path) -> None:
    text = '[\n {"merchant": "inno", "number": "1", "email": "a@b.fr", "stage": "paid",\n'
    text += '  "lines": [\n   {"id": "L1",\n'
    text += '    "name": "x\\"}]", "kind": "photo",\n    "qty":\n      "deux", "unit_price": 3}]},\n 7\n]'
    report = import_file(memory_store, write(tmp_path, text))
    assert [(one.line, one.field) for one in report.errors] == [(7, "[0].lines[0].qty"), (8, "[1]")]


def test_a_number_twice_in_a_file_counts_once(memory_store: Store, tmp_path: Path) -> None:
    again = data("TP 1") | {"email": "other@example.org"}
    report = import_file(memory_store, write(tmp_path, {"orders": [data("tp-1"), again]}))
    assert report.imported == 1
    assert "orders[1].number : numéro unique attendu, déjà vu en orders[0], reçu « TP 1 »" in str(
        report.errors[0]
    )
    with memory_store.transaction() as tx:
        order = tx.orders.get("pictoonline", "TP1")
    assert order is not None
    assert order.email == "lea@example.org"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"orders": [\n{"merchant": }\n]}', "ligne 2, colonne 14 : JSON valide attendu, reçu « } ]} »"),
        ("", "ligne 1, colonne 1 : JSON valide attendu, reçu « la fin du fichier »"),
        ('{"orders": [1', "ligne 1, colonne 14 : JSON valide attendu, reçu « la fin du fichier »"),
        ("3", "ligne 1 : objet avec « orders », ou liste de commandes, attendu, reçu « 3 »"),
        ("{}", "ligne 1, orders : valeur attendue, champ absent"),
        ('{"orders": 3}', "ligne 1, orders : liste attendue, reçu « 3 »"),
        ("[NaN]", "JSON valide attendu, reçu « NaN »"),
        ("[" * 100_000, "JSON valide attendu, reçu « maximum recursion depth exceeded while … »"),
    ],
)
def test_a_file_that_holds_no_orders_is_told(
    memory_store: Store, tmp_path: Path, text: str, told: str
) -> None:
    report = import_file(memory_store, write(tmp_path, text))
    assert report.imported == 0
    assert [str(error)[:100] for error in report.errors] == [told]


def test_a_byte_that_is_no_utf8_costs_only_its_order(memory_store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, [data("1") | {"email": "l\udce9a@example.org"}, data("2")])
    report = import_file(memory_store, path)
    assert report.imported == 1
    assert "[0].email : texte UTF-8 sans caractère nul attendu" in str(report.errors[0])


def test_numbers_too_long_to_write_out_are_refused_at_once(memory_store: Store, tmp_path: Path) -> None:
    text = json.dumps([data("1"), data("2")]).replace('"qty": 2', '"qty": 1e999999999', 1)
    text = text.replace('"7.25"', "1e999999999")
    report = import_file(memory_store, write(tmp_path, text))
    assert (report.imported, len(report.errors)) == (0, 2)


def test_coupons_come_in_and_bad_ones_are_told(memory_store: Store, tmp_path: Path) -> None:
    coupons = [
        {"merchant": "imprimante", "code": "NOEL10"},
        {"merchant": "imprimante", "code": "FIDELE", "email": "ines@example.org"},
        {"merchant": "x", "code": "A"},
        {"merchant": "inno"},
        {"merchant": "inno", "code": "A", "email": None},
    ]
    report = import_file(memory_store, write(tmp_path, {"orders": [], "coupons_issued": coupons}))
    assert report.coupons == 3
    assert [error.field for error in report.errors] == [
        "coupons_issued[2].merchant",
        "coupons_issued[3].code",
    ]
    with memory_store.transaction() as tx:
        assert tx.orders.issued_coupons("imprimante", None) == [IssuedCoupon("imprimante", "NOEL10")]


def test_importing_twice_is_importing_once(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, {"orders": [data("1"), data("2")]})
    assert import_file(store, path) == import_file(store, path)
    with store.transaction() as tx:
        assert tx.orders.count() == 2
        assert tx.orders.get("pictoonline", "1") == full_order("1")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(value=json_values, pick=st.randoms(use_true_random=False))
def test_whatever_stands_in_an_order_the_others_come_in(value: Any, pick: Any) -> None:
    spoilt = data("2")
    holder: Any = spoilt
    while True:
        key = pick.choice(sorted(holder)) if isinstance(holder, dict) else pick.randrange(len(holder))
        if not isinstance(holder[key], (dict, list)) or not holder[key] or pick.random() < 0.3:
            break
        holder = holder[key]
    holder[key] = value
    orders, _, errors = parse_orders({"orders": [data("1"), spoilt, data("3")]})
    assert len(orders) + len(errors) == 3
    assert {"1", "3"} <= {order.number for order in orders}
    assert all("\n" not in str(error) for error in errors)


@pytest.mark.parametrize("year", ["0001", "1989", "2101", "9999"])
@pytest.mark.parametrize("place", ["placed_at", "parcels[0].events[0].at", "lines[1].label.valid_until"])
def test_years_that_deadlines_would_leave_are_refused(
    memory_store: Store, tmp_path: Path, place: str, year: str
) -> None:
    day = f"{year}-06-01" if place.endswith("until") else f"{year}-06-01T00:00:00Z"
    bad = data("2")
    if place == "placed_at":
        bad["placed_at"] = day
    elif place.startswith("parcels"):
        bad["parcels"][0]["events"][0]["at"] = day
    else:
        bad["lines"][1]["label"]["valid_until"] = day
    report = import_file(memory_store, write(tmp_path, {"orders": [data("1"), bad]}))
    told = f"orders[1].{place} : date entre 1990 et 2100 attendue, reçu « {day} »"
    assert report.imported == 1
    assert [str(error).partition(", ")[2] for error in report.errors] == [told]
