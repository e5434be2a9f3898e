"""The rows of one order of a CSV file, put together as the JSON data of that order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.orders.csv_columns import EMAIL_COLUMNS, LINE_COLUMNS, ORDER_COLUMNS, YES_NO, cell_value
from bot.orders.row_errors import Path, RowError, shown


@dataclass
class CsvOrder:
    """`data` grows with each row; `cells` remembers which line and column each of its fields came from."""

    data: dict[str, Any] = field(default_factory=lambda: {"lines": []})
    cells: dict[Path, tuple[int, str]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def add(self, line: int, row: dict[str, str]) -> RowError | None:
        """Add a row (its filled cells by column); the error when it contradicts an earlier one."""
        for column in (*ORDER_COLUMNS, *EMAIL_COLUMNS):
            path: Path = ORDER_COLUMNS.get(column, (column,))
            self.cells.setdefault(path, (line, column))
            if column not in row:
                continue
            if self.told.setdefault(column, row[column]) != row[column]:
                expected = f"même valeur que plus haut (« {shown(self.told[column])} ») attendue"
                return RowError(line, column, expected, shown(row[column]))
            self.cells[path] = (line, column)
            self._tell_of_order(path, column, row[column].strip())
        self._add_line(line, row)
        return None

    def _tell_of_order(self, path: Path, column: str, text: str) -> None:
        if column in EMAIL_COLUMNS:
            emails = self.data.setdefault("emails", [])
            if all(email["kind"] != EMAIL_COLUMNS[column] for email in emails):
                self.cells["emails", len(emails), "sent_at"] = self.cells[path]
                emails.append({"kind": EMAIL_COLUMNS[column], "sent_at": text})
        elif column == "coupons":
            pairs = [one.rpartition("=") for one in text.split("|")]
            self.data["coupons"] = [{"code": code, "status": status.strip()} for code, _, status in pairs]
        elif len(path) == 3:
            value = text.replace(",", ".") if path[0] == "credit_notes" else text
            self.data.setdefault(path[0], [{}])[0][path[2]] = value
        else:
            self.data[column] = text

    def _add_line(self, line: int, row: dict[str, str]) -> None:
        place, item = len(self.data["lines"]), dict[str, Any]()
        self.data["lines"].append(item)
        for column, path in LINE_COLUMNS.items():
            cell: Path = ("lines", place, *path)
            self.cells[cell] = (line, column)
            if column in row:
                holder = item.setdefault("label", {}) if len(path) == 2 else item
                holder[path[-1]] = cell_value(column, row[column].strip())
        if "tracking" in row:
            self._add_parcel(line, row, item)
        if "returned" in row or "return_received_at" in row:
            returned = YES_NO.get(row.get("returned", "oui").strip().casefold())
            if returned is not False:
                self._add_item(
                    line, "returns", {"line": item.get("id")}, row, received_at="return_received_at"
                )
        if "refund_requested_at" in row:
            self._add_item(
                line, "refund_requests", {"line": item.get("id")}, row, registered_at="refund_requested_at"
            )
        if "claim_opened_at" in row:
            parcel = {"tracking": row["tracking"].strip()} if "tracking" in row else {}
            self._add_item(line, "claims", parcel, row, opened_at="claim_opened_at")

    def _add_parcel(self, line: int, row: dict[str, str], item: dict[str, Any]) -> None:
        parcels, tracking = self.data.setdefault("parcels", []), row["tracking"].strip()
        parcel = next((one for one in parcels if one["tracking"] == tracking), None)
        if parcel is None:
            parcel = self._add_item(
                line,
                "parcels",
                {"tracking": tracking, "lines": []},
                row,
                carrier="carrier",
                dispatched_at="dispatched_at",
            )
            if "scan_at" in row or "scan_status" in row:
                scan = {"at": row.get("scan_at", "").strip() or None}
                if "scan_status" in row:
                    scan["status"] = row["scan_status"].strip()
                parcel["events"] = [scan]
                place = len(parcels) - 1
                self.cells["parcels", place, "events", 0, "at"] = (line, "scan_at")
                self.cells["parcels", place, "events", 0, "status"] = (line, "scan_status")
        if item.get("id") is not None:
            parcel["lines"].append(item["id"])

    def _add_item(
        self, line: int, part: str, item: dict[str, Any], row: dict[str, str], **columns: str
    ) -> dict[str, Any]:
        items = self.data.setdefault(part, [])
        for name, column in columns.items():
            self.cells[part, len(items), name] = (line, column)
            if column in row:
                item[name] = row[column].strip()
        items.append(item)
        return item

    def cell_of(self, path: Path) -> tuple[int, str]:
        """The line and column of a field, or of what is nearest to it."""
        for size in range(len(path), 0, -1):
            for known, cell in self.cells.items():
                if known[:size] == path[:size]:
                    return cell
        return next(iter(self.cells.values()))
