"""Tickets for people, and e-mails sent (again)."""

from __future__ import annotations

from bot.effects.act import Act, Change
from bot.effects.letters import send


def open_ticket(act: Act) -> list[Change]:
    number = act.order.number if act.order else None
    reason = act.plan.reason or "other"
    new = act.tx.writes.add_ticket(
        act.plan.merchant,
        act.order,
        act.contact,
        reason,
        act.plan.description or None,
        act.conversation,
        act.now,
    )
    act.tx.photos.attach(act.conversation, new)
    return [Change("ticket", new, None, {"order": number, "reason": reason})]


def send_email(act: Act) -> list[Change]:
    return [send(act, act.plan.email or "confirmation")]
