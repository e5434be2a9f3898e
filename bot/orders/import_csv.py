"""Reads a CSV file of orders: one row per order line. The columns are described in docs/orders.md."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from bot.orders.csv_columns import ALL_COLUMNS, REQUIRED_COLUMNS
from bot.orders.csv_order import CsvOrder
from bot.orders.keys import number_key
from bot.orders.reading import Reading, order_from_json, order_problem
from bot.orders.row_errors import RowError, printable

# The line on which a row begins, its cells, and what is wrong with it as CSV.
Record = tuple[int, list[str], str | None]


def read_csv(raw: bytes) -> tuple[Reading, list[RowError]]:
    """The good orders of a file and the errors of the others; an order with one bad row is left out whole."""
    reading, errors = Reading(), list[RowError]()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return reading, [RowError(1, "", "texte UTF-8 attendu", "UTF-16")]
    # Bytes that are no UTF-8 stay visible as lone surrogates: the cell that holds them is refused, the
    # rest is read.
    # Only CR and LF end a line: str.splitlines would also cut at signs that a product's name may hold.
    text_lines = StringIO(raw.decode("utf-8-sig", "surrogateescape"), newline="").readlines()
    records = _records(text_lines)
    header_line, header, _ = next(records, (1, [], None))
    header = [name.strip().casefold() for name in header]
    for name in sorted(set(REQUIRED_COLUMNS) - set(header)):
        errors.append(RowError(header_line, name, "colonne attendue, absente de l'en-tête"))
    if errors:
        return reading, errors
    for name in header:
        if name not in ALL_COLUMNS:
            errors.append(
                RowError(header_line, printable(name), "colonne connue attendue (voir docs/orders.md)")
            )
    orders: dict[tuple[str, str], CsvOrder] = {}
    refused: set[tuple[str, str]] = set()
    for line, cells, broken in records:
        row = {name: cell for name, cell in zip(header, cells, strict=False) if cell.strip()}
        if not row:
            continue
        key = (row.get("merchant", "").strip(), number_key(row.get("number", "")) or f"line {line}")
        if broken is not None:
            error: RowError | None = RowError(line, "", "ligne CSV (RFC 4180) attendue", broken)
        elif len(cells) != len(header):
            error = RowError(line, "", f"{len(header)} cellules attendues", str(len(cells)))
        else:
            error = orders.setdefault(key, CsvOrder()).add(line, row)
        if error is not None:
            errors.append(error)
            refused.add(key)
    for key, order in orders.items():
        if key in refused:
            continue
        problem = order_problem(order.data)
        if problem is None:
            reading.orders.append(order_from_json(order.data))
        else:
            errors.append(problem.told(*order.cell_of(problem.path)))
    return reading, sorted(errors, key=lambda error: error.line or 0)


def _records(text_lines: list[str]) -> Iterator[Record]:
    """The rows; after one that the csv module refuses, reading goes on at the next line."""
    delimiter, start = _delimiter(text_lines), 0
    while start < len(text_lines):
        rest = (text_lines[index] for index in range(start, len(text_lines)))
        reader, begins = csv.reader(rest, delimiter=delimiter, strict=True), start
        try:
            for cells in reader:
                yield begins + 1, cells, None
                begins = start + reader.line_num
            return
        except csv.Error as error:
            # Its first cells are most often sound: they tell which order it belongs to.
            yield begins + 1, text_lines[begins].split(delimiter), printable(str(error))
            start = begins + 1


def _delimiter(text_lines: list[str]) -> str:
    """« ; » or « , », told from the header: the other lines may hold either inside their texts."""
    header = text_lines[0] if text_lines else ""
    try:
        return csv.Sniffer().sniff(header, delimiters=";,").delimiter
    except csv.Error:
        return ";" if header.count(";") > header.count(",") else ","
