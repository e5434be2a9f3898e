"""Keeps what carriers said: their last word for each parcel, and the scans it adds to the order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from bot.orders.keys import number_key
from bot.orders.model import Order, Scan
from bot.orders.tables import orders, parcels, scans
from bot.orders.tracking_tables import trackings


@dataclass(frozen=True)
class Known:
    """``events``: JSON objects, oldest first, each with at least ``at`` (ISO 8601) and ``status``."""

    tracking: str
    carrier: str
    known_at: datetime
    events: tuple[dict[str, Any], ...]

    @property
    def scans(self) -> tuple[Scan, ...]:
        return tuple(
            Scan(datetime.fromisoformat(one["at"]), one["status"]) for one in self.events if one["status"]
        )


class TrackingRepository:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_order(self, order: Order) -> dict[str, Known]:
        """The carriers' last words on the order's parcels, by tracking number as the order writes it."""
        query = (
            select(trackings)
            .join(orders, orders.c.id == trackings.c.order_id)
            .where(orders.c.merchant == order.merchant, orders.c.number_key == number_key(order.number))
        )
        kept = {row.tracking_key: row for row in self._connection.execute(query)}
        found = {}
        for parcel in order.parcels:
            if row := kept.get(number_key(parcel.tracking)):
                found[parcel.tracking] = Known(parcel.tracking, row.carrier, row.known_at, tuple(row.events))
        return found

    def keep(self, order: Order, heard: Iterable[Known]) -> None:
        """Writes down what was heard and adds it to the parcels' scans. An order gone meanwhile is left."""
        row_id = self._locked(order)
        for known in heard if row_id is not None else ():
            values = {
                "order_id": row_id,
                "tracking_key": number_key(known.tracking),
                "carrier": known.carrier,
                "known_at": known.known_at,
                "events": list(known.events),
            }
            dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
            news = {name: values[name] for name in ("carrier", "known_at", "events")}
            self._connection.execute(
                dialect.insert(trackings)
                .values(values)
                .on_conflict_do_update(index_elements=["order_id", "tracking_key"], set_=news)
            )
            self._add_scans(row_id, known)

    def _locked(self, order: Order) -> int | None:
        query = select(orders.c.id).where(
            orders.c.merchant == order.merchant, orders.c.number_key == number_key(order.number)
        )
        found: int | None = self._connection.execute(query.with_for_update()).scalar()
        return found

    def _add_scans(self, order_id: int | None, known: Known) -> None:
        same = (parcels.c.order_id == order_id) & (parcels.c.tracking_key == number_key(known.tracking))
        for position in self._connection.execute(select(parcels.c.position).where(same)).scalars().all():
            here = (scans.c.order_id == order_id) & (scans.c.parcel == position)
            rows = self._connection.execute(select(scans).where(here).order_by(scans.c.position)).all()
            stored = tuple(Scan(row.at, row.status) for row in rows)
            wanted = merged(stored, known.scans)
            if wanted == stored:
                continue
            self._connection.execute(delete(scans).where(here))
            self._connection.execute(
                insert(scans),
                [
                    {"order_id": order_id, "parcel": position, "position": i, **vars(scan)}
                    for i, scan in enumerate(wanted)
                ],
            )


def merged(stored: tuple[Scan, ...], heard: tuple[Scan, ...]) -> tuple[Scan, ...]:
    """What the shop's file knew and what the carrier says, in order of time; the same scan, to the minute,
    is one. Undated scans come first: any dated one counts before them."""
    if not heard:
        return stored
    said = {_scan(scan) for scan in heard}
    kept = [scan for scan in stored if scan.at is None or _scan(scan) not in said]
    dated = [scan for scan in (*kept, *heard) if scan.at is not None]
    undated = [scan for scan in kept if scan.at is None]
    return (*undated, *sorted(dated, key=lambda scan: scan.at or datetime.min))


def _scan(scan: Scan) -> tuple[Any, ...]:
    return scan.at.replace(second=0, microsecond=0) if scan.at else None, scan.status
