"""The card beside an answer about one order: its lines, amounts and the way of its parcels.

Only channels that can draw it use it (bot/channels/public.py picks what a browser gets); others have text.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.dialogue.orders import allowed
from bot.dialogue.talk import Talk
from bot.orders.model import Order, Parcel
from bot.policies.labels import CARRIER, STAGE, STEP

# Turns that ask, refuse or pass on tell nothing of the order itself.
WITHOUT = {"identify", "identity_refused", "clarify", "declined", "handoff", "smalltalk", "out_of_scope"}
WAY = ("announced", "in_transit", "out_for_delivery", "delivered")
WAY_BACK = ("announced", "in_transit", "return")


def card_of(talk: Talk) -> dict[str, Any] | None:
    """The card of the one order that this turn's decisions are about; None for none or several.

    Whether the conversation may see that order is asked here once more, whoever decided before; and it is
    read again, so that the card shows what this turn has done to it.
    """
    numbers = {one.order for one in talk.decisions if one.order and one.outcome not in WITHOUT}
    if len(numbers) != 1 or not talk.replies:
        return None
    order = allowed(talk, numbers.pop())
    return card(order) if order else None


def card(order: Order) -> dict[str, Any]:
    """JSON values: amounts in EUR as decimal strings, instants in ISO 8601, labels in French.

    {"number", "stage", "label", "ordered_at", "lines": [{"name", "qty", "amount", "label"}], "total",
    "credit", "parcels": [{"carrier", "tracking", "articles", "steps": [{"status", "label", "at", "state"}]}]}
    """
    left = sum((note.amount - note.used for note in order.credit_notes), Decimal("0"))
    return {
        "number": order.number,
        "stage": order.stage,
        "label": STAGE[order.stage],
        "ordered_at": _iso(order.ordered_at),
        "lines": [
            {
                "name": line.name,
                "qty": line.qty,
                "amount": _money(line.amount),
                "label": STAGE[line.stage] if line.stage and line.stage != order.stage else None,
            }
            for line in order.lines
        ],
        "total": _money(order.total),
        "credit": _money(left) if left else None,
        "parcels": [_parcel(order, parcel) for parcel in order.parcels],
    }


def _parcel(order: Order, parcel: Parcel) -> dict[str, Any]:
    inside = [line.name for line in order.lines if line.id in parcel.lines]
    return {
        "carrier": CARRIER[parcel.carrier] if parcel.carrier != "other" else "Colis",
        "tracking": parcel.tracking,
        "articles": inside if len(inside) < len(order.lines) else [],
        "steps": _steps(parcel),
    }


def _steps(parcel: Parcel) -> list[dict[str, Any]]:
    """The parcel's way, each step "done", "now" or "next"; a step the carrier did not tell has no instant."""
    seen: dict[str, datetime | None] = {scan.status: scan.at for scan in parcel.events}
    way = WAY_BACK if "return" in seen else WAY
    if not seen.get(WAY[0]) and parcel.dispatched_at:
        seen[WAY[0]] = parcel.dispatched_at
    reached = max((way.index(status) for status in seen if status in way), default=-1)
    return [
        {
            "status": status,
            "label": STEP[status],
            "at": _iso(seen.get(status)),
            "state": "now" if place == reached else "done" if place < reached else "next",
        }
        for place, status in enumerate(way)
    ]


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds") if instant else None


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
