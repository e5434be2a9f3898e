"""Carries plans out: once per key, with an audit row, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.effects.act import Act, Change
from bot.effects.cancel import cancel_with_credit, stop_production
from bot.effects.cases import open_claim, open_incident, open_return, request_label_refund
from bot.effects.tickets import open_ticket, send_email
from bot.orders.model import Order
from bot.orders.store import Transaction
from bot.policies.decision import Plan
from bot.policies.templates import render

EFFECTS: dict[str, Callable[[Act], list[Change]]] = {
    "cancel_with_credit": cancel_with_credit,
    "stop_production": stop_production,
    "open_incident": open_incident,
    "open_claim": open_claim,
    "open_return": open_return,
    "request_label_refund": request_label_refund,
    "open_ticket": open_ticket,
    "send_email": send_email,
}


@dataclass(frozen=True)
class Who:
    """On whose word an act is done, and in which conversation."""

    conversation: str
    contact: str | None


def carry_out(
    tx: Transaction, plans: Sequence[Plan], order: Order | None, who: Who, now: datetime, key: str
) -> list[str] | None:
    """The French reports of what was done; None when ``key`` was used before, and then nothing is done.

    All rows, the audit and the key belong to ``tx``: they are kept together or not at all.
    """
    if not tx.records.claim_key(key):
        return None
    reports = []
    for plan in plans:
        act = Act(tx, plan, order, who.conversation, who.contact, now)
        changes = EFFECTS[plan.effect](act)
        tx.orders.changed()
        before = [{"entity": c.entity, "id": c.id, **c.before} for c in changes if c.before]
        after = [{"entity": c.entity, "id": c.id, **c.after} for c in changes if c.after]
        tx.records.add_audit(
            who.conversation, who.contact, plan.effect, plan.clauses, order, before, after, now, key
        )
        reference = changes[0].id if changes else ""
        reports.append(render(plan.done, {**plan.variables, "reference": reference}))
    return reports
