"""Counts decisions and effects. On a million decisions within about two seconds on either engine."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from bot.orders.work_tables import audit, conversations, decisions
from bot.stats.figures import UNDERSTOOD_NOT, Afterwards, Count
from bot.stats.period import Period


def conversations_opened(connection: Connection, period: Period) -> int:
    within = period.of(conversations.c.created_at, conversations.c.merchant)
    query = select(func.count()).select_from(conversations).where(*within)
    return int(connection.execute(query).scalar_one())


def decisions_made(connection: Connection, period: Period) -> list[Count]:
    """By merchant, topic and outcome.

    The instant is no condition but part of the sum: so SQLite reads one index in its order, where a condition
    would have it sort a million rows.
    """
    names = (decisions.c.merchant, decisions.c.topic, decisions.c.outcome)
    query = select(func.sum(_within(period)).label("count"), *names).group_by(*names)
    if period.merchant is not None:
        query = query.where(decisions.c.merchant == period.merchant)
    found = [Count(**row) for row in connection.execute(query).mappings() if row["count"]]
    return sorted(found, key=lambda one: (-one.count, one.topic or "", one.outcome or ""))


def after_not_understood(connection: Connection, period: Period) -> list[Afterwards]:
    """How conversations went on after a turn that was not understood: the next turn's first outcome."""
    later = decisions.alias("later")
    following = (
        select(later.c.outcome)
        .where(
            later.c.conversation_id == decisions.c.conversation_id,
            later.c.id > decisions.c.id,
            later.c.at > decisions.c.at,
        )
        .order_by(later.c.id)
        .limit(1)
        .scalar_subquery()
    )
    lost = select(decisions.c.outcome, following.label("next"))
    lost = lost.where(_within(period) == 1, decisions.c.outcome.in_(UNDERSTOOD_NOT))
    if period.merchant is not None:
        lost = lost.where(decisions.c.merchant == period.merchant)
    turns = lost.subquery()
    query = select(turns.c.outcome, turns.c.next, func.count().label("count"))
    query = query.group_by(turns.c.outcome, turns.c.next)
    found = [Afterwards(**row._mapping) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (-one.count, one.outcome, one.next or ""))


def _within(period: Period) -> ColumnElement[int]:
    """1 for a decision of the period, else 0."""
    return case((decisions.c.at >= period.since, 1), else_=0)


def effects_done(connection: Connection, period: Period) -> dict[str, int]:
    number = func.count()
    query = select(audit.c.effect, number).where(*period.of(audit.c.at, audit.c.merchant))
    rows = connection.execute(query.group_by(audit.c.effect).order_by(number.desc(), audit.c.effect))
    return {row.effect: row[1] for row in rows}
