"""What a decision is about, and all that it may look at: a pure value, time included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.orders.model import Line, Order, Parcel

if TYPE_CHECKING:
    from bot.policies.coupons import CodeReading
    from bot.policies.merchant import Merchant

ORDER, LINE, PARCEL, CODE = "order", "line", "parcel", "code"


@dataclass(frozen=True)
class Subject:
    """An order, or one line, parcel or code of it, at an instant.

    ``said`` holds what the customer has stated (``checked``: True …); ``balance`` is the customer's
    credit in EUR, None when nobody is identified; ``named`` are the line ids that the customer spoke of.
    """

    merchant: Merchant
    topic: str
    now: datetime
    order: Order | None = None
    line: Line | None = None
    parcel: Parcel | None = None
    code: CodeReading | None = None
    said: dict[str, bool] = field(default_factory=dict)
    balance: Decimal | None = None
    message: str = ""
    named: frozenset[str] = frozenset()

    @property
    def name(self) -> str | None:
        """The ``subject`` of contracts.md."""
        if self.line:
            return self.line.id
        if self.parcel:
            return self.parcel.tracking
        if self.code:
            return self.code.typed
        return ORDER if self.order else None


def covers_order(group: Sequence[Subject]) -> bool:
    """The group speaks of the order as a whole: of no line in particular, or of every one."""
    order = group[0].order
    lines = {subject.line.id for subject in group if subject.line}
    return not lines or order is None or lines == {line.id for line in order.lines}
