"""An order, and a plan of every effect on it."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

from bot.effects.carry_out import Who, carry_out
from bot.orders.model import Label, Line, Order, Parcel
from bot.orders.snapshot import Snapshot, snapshot
from bot.orders.store import Store, Transaction
from bot.policies.decision import Plan

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=timezone.utc)
WHO = Who("c1", "lea@example.org")
ORDER = Order(
    "pictoonline",
    "204001",
    "lea@example.org",
    "paid",
    (
        Line("L1", "Livre photo A4", "photo", 1, Decimal("39.90"), produced=True),
        Line("L2", "Mug", "photo", 2, Decimal("6.00"), label=Label()),
    ),
    placed_at=NOW,
    parcels=(Parcel("6A12345678901", "colissimo", ("L1",)),),
)
VARIABLES: dict[str, Any] = {
    "order_number": "204001",
    "total": Decimal("51.90"),
    "produced_total": Decimal("39.90"),
    "unproduced_total": Decimal("12.00"),
    "merchant_name": "PictoOnline",
    "line_names": ["Livre photo A4", "Mug (× 2)"],
    "tracking_numbers": ["6A12345678901"],
    "placed_at": NOW,
    "now": NOW,
    "contacts": {"email": "serviceclient@pictoonline.fr"},
}


def plan(effect: str, **more: Any) -> Plan:
    values: dict[str, Any] = {"done": "Fait, {{ reference }}.", "variables": VARIABLES, "clauses": ("PI-01",)}
    return Plan(effect, "pictoonline", "204001", "faire", **{**values, **more})


EVERY = (
    plan("cancel_with_credit", amount=Decimal("51.90")),
    plan("stop_production", amount=Decimal("12.00"), billed=Decimal("39.90")),
    plan("open_incident", line="L1", reason="Mon produit est abîmé"),
    plan("open_claim", tracking="6A12345678901"),
    plan("open_return", line="L1", reason="défectueux"),
    plan("request_label_refund", line="L2"),
    plan("open_ticket", reason="change_address", description="changer l'adresse"),
    plan("send_email", email="confirmation"),
)


def put_order(store: Store) -> None:
    with store.transaction() as tx:
        tx.orders.put(ORDER)


def the_order(tx: Transaction) -> Order:
    order = tx.orders.get("pictoonline", "204001", lock=True)
    assert order is not None
    return order


def do(store: Store, *plans: Plan, key: str = "k1") -> list[str] | None:
    with store.transaction() as tx:
        return carry_out(tx, plans, the_order(tx), WHO, NOW, key)


def rows(store: Store) -> Snapshot:
    with store.transaction() as tx:
        return snapshot(tx)
