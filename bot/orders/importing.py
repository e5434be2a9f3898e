"""Brings orders into the store from a file, or reads them from memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.orders.exporting import to_json
from bot.orders.import_csv import read_csv
from bot.orders.import_json import read_json
from bot.orders.model import IssuedCoupon, Order
from bot.orders.reading import read
from bot.orders.row_errors import ImportReport, RowError
from bot.orders.store import Store

__all__ = ["ImportReport", "RowError", "import_file", "parse_orders", "to_json"]
BATCH = 500  # orders in one transaction: other writers get their turn in between


def import_file(store: Store, path: str | Path) -> ImportReport:
    """Import a .csv file, or a JSON file of any other name. Bad orders are reported, the good ones are in
    the store.

    An order already there is replaced, except for what the assistant added to it. Raises OSError when the
    file
    cannot be read.
    """
    path = Path(path)
    raw = path.read_bytes()
    reading, errors = read_csv(raw) if path.suffix.casefold() == ".csv" else read_json(raw)
    for start in range(0, len(reading.orders), BATCH):
        with store.transaction() as tx:
            tx.orders.merge_all(reading.orders[start : start + BATCH])
    if reading.coupons:
        with store.transaction() as tx:
            for coupon in reading.coupons:
                tx.orders.put_coupon(coupon)
    return ImportReport(len(reading.orders), errors, len(reading.coupons))


def parse_orders(data: Any) -> tuple[list[Order], list[IssuedCoupon], list[RowError]]:
    """Orders and coupons of parsed JSON, {"orders": […], "coupons_issued": […]} or a bare list of orders."""
    reading = read(data)
    return reading.orders, reading.coupons, [problem.told(None) for problem in reading.problems]
