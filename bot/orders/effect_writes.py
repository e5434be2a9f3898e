"""The rows that an effect writes. Deciding, asking for a yes and auditing are done elsewhere.

Each method returns the public id of what it wrote. An order or a line that is not there
raises LookupError.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.engine import Connection

from bot.orders.desk_events import OPENED, DeskEventRepository
from bot.orders.keys import number_key
from bot.orders.mapping import case_row
from bot.orders.model import Order
from bot.orders.public_ids import public_id
from bot.orders.tables import cases, credit_notes, emails, lines, orders
from bot.orders.work_tables import outbox, tickets
from bot.orders.writing import find_ids


class EffectWrites:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set_stage(self, order: Order, stage: str, cancelled_at: datetime | None = None) -> str:
        """Move the order; `cancelled_at` is left as it was when None."""
        values: dict[str, Any] = {"stage": stage}
        if cancelled_at is not None:
            values["cancelled_at"] = cancelled_at
        self._connection.execute(update(orders).where(orders.c.id == self._id(order)).values(values))
        return order.number

    def set_line_stage(self, order: Order, line: str, stage: str) -> str:
        same = (lines.c.order_id == self._id(order)) & (lines.c.line == line)
        if self._connection.execute(update(lines).where(same).values(stage=stage)).rowcount == 0:
            raise LookupError(f"order {order.number} has no line {line}")
        return line

    def add_credit_note(self, order: Order, amount: Decimal) -> str:
        """`amount` in EUR, at most two decimals."""
        return self._add(
            "credit_note", credit_notes, order, {"amount_cents": amount, "used_cents": Decimal("0")}
        )

    def add_incident(self, order: Order, line: str, reason: str, at: datetime) -> str:
        return self._add("incident", cases, order, case_row("incident", line, reason, at))

    def add_claim(self, order: Order, tracking: str | None, at: datetime) -> str:
        return self._add("claim", cases, order, case_row("claim", tracking, opened_at=at))

    def add_return(self, order: Order, line: str, motive: str | None, at: datetime) -> str:
        return self._add("return", cases, order, case_row("return", line, motive, at))

    def add_refund_request(self, order: Order, line: str | None, at: datetime) -> str:
        return self._add("refund_request", cases, order, case_row("refund_request", line, opened_at=at))

    def add_stop_request(self, order: Order, at: datetime) -> str:
        return self._add("stop_request", cases, order, case_row("stop_request", opened_at=at))

    def add_email(self, order: Order, kind: str, to: str, subject: str, body: str, at: datetime) -> str:
        """Note the e-mail on the order and queue it in the outbox, in this same transaction."""
        row = self._insert(
            emails, {"order_id": self._id(order), "by_assistant": True, "kind": kind, "sent_at": at}
        )
        letter = {"email_id": row, "recipient": to, "subject": subject, "body": body, "queued_at": at}
        self._insert(outbox, letter)
        return public_id("email", row)

    def add_ticket(
        self,
        merchant: str,
        order: Order | None,
        email: str | None,
        reason: str,
        description: str | None,
        conversation_id: str | None,
        at: datetime,
    ) -> str:
        """A question for a person, about an order or about none; returns for instance « T-000123 »."""
        values = {
            "order_id": None if order is None else self._id(order),
            "by_assistant": True,
            "merchant": merchant,
            "email": email,
            "reason": reason,
            "description": description,
            "conversation_id": conversation_id,
            "opened_at": at,
        }
        while True:
            row = self._insert(tickets, values)
            name = public_id("ticket", row)
            taken = select(tickets.c.id).where(tickets.c.public_id == name)
            if self._connection.execute(taken).first() is None:
                break
            # An imported ticket bears this number already. Row ids are not given twice, so the next one
            # differs.
            self._connection.execute(delete(tickets).where(tickets.c.id == row))
        self._connection.execute(update(tickets).where(tickets.c.id == row).values(public_id=name))
        DeskEventRepository(self._connection).add(OPENED, row, merchant, at)
        return name

    def _add(self, entity: str, table: Table, order: Order, values: dict[str, Any]) -> str:
        row = self._insert(table, values | {"order_id": self._id(order), "by_assistant": True})
        return public_id(entity, row)

    def _insert(self, table: Table, values: dict[str, Any]) -> int:
        return int(self._connection.execute(insert(table), values).inserted_primary_key[0])

    def _id(self, order: Order) -> int:
        key = (order.merchant, number_key(order.number))
        found = find_ids(self._connection, [key])
        if key not in found:
            raise LookupError(f"no order {order.number} of {order.merchant}")
        return found[key]
