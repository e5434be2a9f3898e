"""Importing CSV: one row per line, either separator, and each fault told with its line and column."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from bot.orders.importing import ImportReport, import_file
from bot.orders.model import Order
from bot.orders.store import Store

HEADER = (
    "merchant;number;email;stage;placed_at;line_id;line_name;line_kind;"
    "qty;unit_price;produced;tracking;carrier"
)
GOOD = "pictoonline;{};lea@example.org;paid;2026-11-18T08:00:00+01:00;L1;Livre;photo;1;39,90;non;;"


def load(store: Store, folder: Path, *rows: str | bytes, header: str = HEADER) -> ImportReport:
    path = folder / "orders.CSV"
    lines = [row if isinstance(row, bytes) else row.encode() for row in (header, *rows)]
    path.write_bytes(b"\r\n".join(lines) + b"\r\n")
    return import_file(store, path)


def get(store: Store, number: str) -> Order:
    with store.transaction() as tx:
        order = tx.orders.get("pictoonline", number)
    assert order is not None
    return order


def test_rows_of_one_number_make_one_order(memory_store: Store, tmp_path: Path) -> None:
    report = load(
        memory_store,
        tmp_path,
        "pictoonline;1;lea@example.org;dispatched;2026-11-18T08:00:00+01:00;L1;"
        '"Livre ; « A4 », ""grand""\r\nformat";photo;2;39,90;non;6A 1;colissimo',
        GOOD.format("2"),
        "pictoonline;1;;;;L2;Toile\u2028bleue;photo;1;3;OUI;6A 1;colissimo",
        "pictoonline;1;;;;L3;Mug;photo;1;3.5;;6A 2;other",
        ";;;;;;;;;;;;",
    )
    assert report == ImportReport(2)
    order = get(memory_store, "1")
    assert [line.name for line in order.lines] == [
        'Livre ; « A4 », "grand"\r\nformat',
        "Toile\u2028bleue",
        "Mug",
    ]
    assert [line.unit_price for line in order.lines] == [Decimal("39.90"), 3, Decimal("3.5")]
    assert [line.produced for line in order.lines] == [False, True, None]
    assert [(one.tracking, one.lines) for one in order.parcels] == [("6A 1", ("L1", "L2")), ("6A 2", ("L3",))]
    assert order.placed_at == datetime(2026, 11, 18, 7, tzinfo=timezone.utc)


def test_every_column_lands_in_its_field(memory_store: Store, tmp_path: Path) -> None:
    cells = {
        "merchant": "pictoonline",
        "number": "7",
        "email": "lea@example.org",
        "stage": "returned",
        "zone": "EU",
        "placed_at": "2026-11-01T08:00:00Z",
        "paid_at": "2026-11-02T08:00:00Z",
        "confirmed_at": "2026-11-03T08:00:00Z",
        "cancelled_at": "2026-11-04T08:00:00Z",
        "payment_method": "card",
        "payment_status": "refused",
        "payment_reason": "carte expirée",
        "credit_note_amount": "12.5",
        "credit_note_used": "2",
        "coupons": "A=B=applied|c =not_applied",
        "confirmation_sent_at": "2026-11-05T08:00:00Z",
        "cancellation_sent_at": "2026-11-06T08:00:00Z",
        "line_id": "L1",
        "line_name": "Bordereau",
        "line_kind": "label",
        "qty": "3",
        "unit_price": "9.35",
        "seller": "Nord",
        "line_stage": "paid",
        "label_used": "non",
        "label_valid_until": "2026-11-30",
        "tracking": "6A",
        "carrier": "chronopost",
        "dispatched_at": "2026-11-07T08:00:00Z",
        "scan_at": "2026-11-08T08:00:00Z",
        "scan_status": "return",
        "returned": "oui",
        "return_received_at": "2026-11-09T08:00:00Z",
        "refund_requested_at": "2026-11-10T08:00:00Z",
        "claim_opened_at": "2026-11-11T08:00:00Z",
    }
    report = load(memory_store, tmp_path, ",".join(cells.values()), header=",".join(cells))
    assert report == ImportReport(1)
    order = get(memory_store, "7")
    assert (order.zone, order.cancelled_at and order.cancelled_at.day) == ("EU", 4)
    assert (order.payments[0].status, order.payments[0].reason) == ("refused", "carte expirée")
    assert (order.credit_notes[0].amount, order.credit_notes[0].used) == (Decimal("12.5"), 2)
    assert [(one.code, one.status) for one in order.coupons] == [("A=B", "applied"), ("c ", "not_applied")]
    assert [one.kind for one in order.emails] == ["confirmation", "cancellation"]
    line, parcel = order.lines[0], order.parcels[0]
    assert line.label is not None
    assert (line.seller, line.stage, line.label.used, str(line.label.valid_until)) == (
        "Nord",
        "paid",
        False,
        "2026-11-30",
    )
    assert (parcel.carrier, parcel.events[0].status) == ("chronopost", "return")
    days = (order.returns[0].received_at, order.refund_requests[0].registered_at, order.claims[0].opened_at)
    assert [day and day.day for day in days] == [9, 10, 11]
    assert (order.refund_requests[0].line, order.claims[0].tracking) == ("L1", "6A")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (GOOD.format("2").replace(";1;39", ";zéro;39"), "ligne 3, qty : entier ≥ 1 attendu, reçu « zéro »"),
        (
            GOOD.format("2").replace("39,90", "39,999"),
            "ligne 3, unit_price : montant ≥ 0 avec au plus deux décimales attendu, reçu « 39.999 »",
        ),
        (
            GOOD.format("2").replace("+01:00", ""),
            "ligne 3, placed_at : instant ISO 8601 avec décalage horaire attendu, "
            "reçu « 2026-11-18T08:00:00 »",
        ),
        (
            GOOD.format("2").replace(";non;", ";peut-être;"),
            "ligne 3, produced : true ou false attendu, reçu « peut-être »",
        ),
        (GOOD.format("2").replace("lea@example.org", ""), "ligne 3, email : valeur attendue, champ absent"),
        (GOOD.format("2")[:-1], "ligne 3 : 13 cellules attendues, reçu « 12 »"),
        (
            GOOD.format("2").replace("Livre", '"Livre'),
            "ligne 3 : ligne CSV (RFC 4180) attendue, reçu « unexpected end of data »",
        ),
        (
            GOOD.format("2").encode().replace(b"Livre", b"Livr\xe9"),
            "ligne 3, line_name : texte UTF-8 sans caractère nul attendu, reçu « Livr? »",
        ),
        (GOOD.format("2").replace(";;", ";6A;"), "ligne 3, carrier : valeur attendue, champ absent"),
        (
            GOOD.format("1").replace("L1", "L2").replace("lea", "hugo"),
            "ligne 3, email : même valeur que plus haut (« lea@example.org ») attendue, "
            "reçu « hugo@example.org »",
        ),
        (GOOD.format("1"), "ligne 3, line_id : identifiant de ligne unique attendu, reçu « L1 »"),
    ],
)
def test_a_bad_row_is_told_and_the_other_orders_come_in(
    memory_store: Store, tmp_path: Path, row: str | bytes, told: str
) -> None:
    report = load(memory_store, tmp_path, GOOD.format("1"), row, GOOD.format("3"))
    assert [str(error) for error in report.errors] == [told]
    spoils_the_first = "L2" in str(row) or "unique" in told
    assert report.imported == (1 if spoils_the_first else 2)
    get(memory_store, "3")


def test_a_broken_row_takes_its_whole_order_along(memory_store: Store, tmp_path: Path) -> None:
    broken = GOOD.format("1").replace("L1", "L2").replace("Livre", '"Livre')
    report = load(memory_store, tmp_path, GOOD.format("1"), broken, GOOD.format("2"))
    assert (report.imported, len(report.errors)) == (1, 1)


def test_a_missing_column_is_told_and_an_unknown_one_is_ignored(memory_store: Store, tmp_path: Path) -> None:
    report = load(memory_store, tmp_path, GOOD.format("1"), header=HEADER.replace("qty", "quantity"))
    assert [str(one) for one in report.errors] == ["ligne 1, qty : colonne attendue, absente de l'en-tête"]
    report = load(memory_store, tmp_path, GOOD.format("1") + ";x", header=HEADER + ";couleur")
    assert report.imported == 1
    assert [str(one) for one in report.errors] == [
        "ligne 1, couleur : colonne connue attendue (voir docs/orders.md)"
    ]


@pytest.mark.parametrize("raw", [b"", b"\xff\xfea\x00", b"\xef\xbb\xbf", b'"', b"\x00\x00\n\x00"])
def test_a_file_that_is_no_csv_is_told(memory_store: Store, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(raw)
    report = import_file(memory_store, path)
    assert report.imported == 0
    assert report.errors


def test_a_byte_order_mark_and_lone_carriage_returns_do_no_harm(memory_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes("\r".join(("\ufeff" + HEADER, GOOD.format("1"), GOOD.format("2"))).encode())
    assert import_file(memory_store, path) == ImportReport(2)
