"""Cancel an order and credit its amount (PI-01), or ask for its production to be stopped (PI-02)."""

from __future__ import annotations

from bot.effects.act import Act, Change
from bot.effects.letters import send


def cancel_with_credit(act: Act) -> list[Change]:
    """The order becomes cancelled, its total becomes a credit note, the cancellation e-mail goes out."""
    order = act.the_order()
    amount = order.total
    act.tx.writes.set_stage(order, "cancelled", cancelled_at=act.now)
    note = act.tx.writes.add_credit_note(order, amount)
    return [
        Change(
            "order",
            order.number,
            {"number": order.number, "stage": order.stage},
            {"number": order.number, "stage": "cancelled"},
        ),
        Change("credit_note", note, None, {"order": order.number, "amount": f"{amount:.2f}"}),
        send(act, "cancellation"),
    ]


def stop_production(act: Act) -> list[Change]:
    """The request is registered and written to the merchant's service by e-mail; people stop the machines."""
    order = act.the_order()
    request = act.tx.writes.add_stop_request(order, act.now)
    to = act.plan.variables["contacts"].get("email", "")
    changes = [Change("stop_request", request, None, {"order": order.number})]
    return [*changes, send(act, "stop_production", to=to)] if to else changes
