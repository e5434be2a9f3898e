"""What an effect works on, and what it reports for the audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.orders.model import Order
from bot.orders.store import Transaction
from bot.policies.decision import Plan


@dataclass(frozen=True)
class Act:
    """One plan about to be carried out inside ``tx``. ``order`` was read again and locked in it.

    ``contact`` is the customer's e-mail where one is known: signed in, or proven for the order.
    """

    tx: Transaction
    plan: Plan
    order: Order | None
    conversation: str
    contact: str | None
    now: datetime

    def the_order(self) -> Order:
        if self.order is None:
            raise LookupError(f"{self.plan.effect} needs an order")
        return self.order


@dataclass(frozen=True)
class Change:
    """One row written, in the words of contracts.md."""

    entity: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def as_dict(self) -> dict[str, Any]:
        return {"entity": self.entity, "id": self.id, "before": self.before, "after": self.after}
