"""How customers rated answers and how long they waited for them."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.engine import Connection

from bot.channels.tables import feedback, web_messages
from bot.orders.work_tables import conversations, decisions
from bot.stats.figures import Rating, Waiting
from bot.stats.period import Period

SAMPLE = 10_000  # messages: the newest say enough about waiting


def ratings_given(connection: Connection, period: Period) -> list[Rating]:
    """By the topic of the turn that was rated, the worst first. A rating counts once."""
    first = (
        select(func.min(decisions.c.id))
        .where(
            decisions.c.conversation_id == feedback.c.conversation_id,
            decisions.c.message_id == feedback.c.client_id,
        )
        .scalar_subquery()
    )
    rated = select(feedback.c.rating, first.label("first")).where(*period.of(feedback.c.at)).subquery()
    up = func.sum(case((rated.c.rating == "up", 1), else_=0))
    query = (
        select(decisions.c.topic, up.label("up"), func.count().label("all"))
        .select_from(rated.outerjoin(decisions, decisions.c.id == rated.c.first))
        .group_by(decisions.c.topic)
    )
    if period.merchant is not None:
        query = query.where(decisions.c.merchant == period.merchant)
    found = [Rating(row.topic, int(row.up), int(row.all - row.up)) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (-one.down, -one.up, one.topic or ""))


def waiting_times(connection: Connection, period: Period) -> Waiting | None:
    """None where nobody wrote."""
    query = select(web_messages.c.received_at, web_messages.c.answered_at).where(
        web_messages.c.answered_at >= period.since
    )
    if period.merchant is not None:
        query = query.join(conversations, conversations.c.id == web_messages.c.conversation_id)
        query = query.where(conversations.c.merchant == period.merchant)
    newest = query.order_by(web_messages.c.answered_at.desc()).limit(SAMPLE)
    waited = sorted(
        (answered - received).total_seconds() for received, answered in connection.execute(newest)
    )
    if not waited:
        return None

    def at(share: float) -> float:
        return round(waited[min(int(len(waited) * share), len(waited) - 1)], 3)

    return Waiting(len(waited), at(0.5), at(0.95), at(0.99))
