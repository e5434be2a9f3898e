"""What has left, line by line: the one reading of stages and parcels that every fact shares."""

from __future__ import annotations

from datetime import datetime

from bot.orders.model import Line, Order, Parcel, Scan

LEFT = ("dispatched", "delivered", "returned")
_EPOCH = datetime.min


def parcels_of(order: Order, line: Line) -> list[Parcel]:
    return [parcel for parcel in order.parcels if line.id in parcel.lines]


def scans(parcel: Parcel) -> list[Scan]:
    """The dated scans, oldest first."""
    return sorted((scan for scan in parcel.events if scan.at), key=lambda scan: scan.at or _EPOCH)


def last_scan(parcel: Parcel) -> Scan | None:
    """The newest scan; an undated one counts only where no dated one exists."""
    dated = scans(parcel)
    return dated[-1] if dated else (parcel.events[-1] if parcel.events else None)


def parcel_left(order: Order, parcel: Parcel) -> bool:
    """Handed to the carrier: a dispatch date, a scan of the carrier, or an order wholly under way."""
    moving = any(scan.status != "announced" for scan in parcel.events)
    return bool(parcel.dispatched_at) or moving or order.stage in LEFT


def line_left(order: Order, line: Line) -> bool:
    if line.stage:
        return line.stage in LEFT
    return order.stage in LEFT or any(parcel_left(order, parcel) for parcel in parcels_of(order, line))


def line_received(order: Order, line: Line) -> bool:
    """Delivered by its own stage, or by the last scan of its parcel."""
    if order.line_stage(line) in ("delivered", "returned"):
        return True
    found = [last_scan(parcel) for parcel in parcels_of(order, line)]
    return bool(found) and all(scan is not None and scan.status == "delivered" for scan in found)


def delivered_at(parcel: Parcel) -> datetime | None:
    return next((scan.at for scan in scans(parcel) if scan.status == "delivered"), None)


def live_lines(order: Order) -> list[Line]:
    """The lines that are not cancelled on their own; all of them when every one is."""
    return [line for line in order.lines if line.stage != "cancelled"] or list(order.lines)
