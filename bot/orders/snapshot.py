"""The store's business rows in the words of the contract, to tell what a conversation changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.orders.public_ids import public_id
from bot.orders.store import Transaction
from bot.orders.tables import cases, credit_notes, emails, orders
from bot.orders.work_tables import tickets

Snapshot = dict[tuple[str, str], dict[str, Any]]
# What each kind of case shows beside its order.
CASE_FIELDS = {
    "incident": lambda row: {"line": row.subject, "reason": row.reason},
    "claim": lambda row: {"tracking": row.subject},
    "return": lambda row: {"line": row.subject},
    "refund_request": lambda row: {"line": row.subject},
    "stop_request": lambda row: {},
}


def snapshot(tx: Transaction) -> Snapshot:
    """Every (entity, id) with what the contract shows of it. Reads the whole store: meant for a throw-away
    one.

    The id of an order is its number, with the merchant before it where two merchants share a number.
    """
    numbers: dict[int | None, str | None] = {None: None}
    seen: Snapshot = {}
    run = tx.connection.execute
    for row in run(select(orders).order_by(orders.c.id)):
        name = row.number if ("order", row.number) not in seen else f"{row.merchant}/{row.number}"
        numbers[row.id] = row.number
        seen["order", name] = {"number": row.number, "stage": row.stage}
    for row in run(select(credit_notes).order_by(credit_notes.c.id)):
        amount = f"{row.amount_cents:.2f}"
        seen["credit_note", public_id("credit_note", row.id)] = {
            "order": numbers[row.order_id],
            "amount": amount,
        }
    for row in run(select(tickets).order_by(tickets.c.id)):
        seen["ticket", row.public_id] = {"order": numbers[row.order_id], "reason": row.reason}
    for row in run(select(cases).order_by(cases.c.id)):
        seen[row.kind, public_id(row.kind, row.id)] = {
            "order": numbers[row.order_id],
            **CASE_FIELDS[row.kind](row),
        }
    for row in run(select(emails).order_by(emails.c.id)):
        seen["email", public_id("email", row.id)] = {"order": numbers[row.order_id], "kind": row.kind}
    return seen


def changes(before: Snapshot, after: Snapshot) -> list[dict[str, Any]]:
    """What differs, each {"entity", "id", "before", "after"}, in the order of the snapshots."""
    return [
        {"entity": key[0], "id": key[1], "before": before.get(key), "after": after.get(key)}
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    ]
