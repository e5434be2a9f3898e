"""Incidents, claims, returns and refund requests: one row on a line or a parcel each."""

from __future__ import annotations

from bot.effects.act import Act, Change


def open_incident(act: Act) -> list[Change]:
    order, line, reason = act.the_order(), act.plan.line or "", act.plan.reason or ""
    new = act.tx.writes.add_incident(order, line, reason, act.now)
    act.tx.photos.attach(act.conversation, new)
    return [Change("incident", new, None, {"order": order.number, "line": line, "reason": reason})]


def open_claim(act: Act) -> list[Change]:
    order, tracking = act.the_order(), act.plan.tracking
    new = act.tx.writes.add_claim(order, tracking, act.now)
    return [Change("claim", new, None, {"order": order.number, "tracking": tracking})]


def open_return(act: Act) -> list[Change]:
    order, line = act.the_order(), act.plan.line or ""
    new = act.tx.writes.add_return(order, line, act.plan.reason, act.now)
    return [Change("return", new, None, {"order": order.number, "line": line})]


def request_label_refund(act: Act) -> list[Change]:
    order, line = act.the_order(), act.plan.line
    new = act.tx.writes.add_refund_request(order, line, act.now)
    return [Change("refund_request", new, None, {"order": order.number, "line": line})]
