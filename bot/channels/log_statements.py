"""What the inbox and event log of the web door ask of the database, built once (bot/orders/prepared.py)."""

from __future__ import annotations

from sqlalchemy import bindparam, func, insert, select, update

from bot.channels.messaging.tables import channel_conversations
from bot.channels.tables import web_events, web_messages
from bot.orders.prepared import Prepared
from bot.orders.work_tables import conversations

AT_ONCE = 200  # events read together

HERE = web_events.c.conversation_id == bindparam("conversation")
AFTER = Prepared(
    select(web_events.c.seq, web_events.c.kind, web_events.c.payload, web_events.c.at)
    .where(HERE, web_events.c.seq > bindparam("seen"))
    .order_by(web_events.c.seq)
    .limit(AT_ONCE)
)
_LAST = select(func.coalesce(func.max(web_events.c.seq), 0)).where(HERE)
LAST = Prepared(_LAST)
# The conversation's row, if it is there, with the number of its last event.
THERE = Prepared(select(_LAST.scalar_subquery()).where(conversations.c.id == bindparam("conversation")))
TURNS = Prepared(select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key"), 0))))
KEEP = Prepared(
    lambda dialect: (
        dialect.insert(web_messages)
        .values(
            {
                name: bindparam(name)
                for name in ("conversation_id", "client_id", "text", "received_at", "place")
            }
        )
        .on_conflict_do_nothing()
    )
)
ANSWERED = Prepared(
    update(web_messages)
    .where(
        web_messages.c.conversation_id == bindparam("conversation"),
        web_messages.c.client_id == bindparam("client"),
        web_messages.c.answered_at.is_(None),
    )
    .values(answered_at=bindparam("now"))
)
ADD = Prepared(
    insert(web_events)
    .values({name: bindparam(name) for name in ("conversation_id", "seq", "kind", "payload", "at")})
    .inline()
)
RING = Prepared(
    update(channel_conversations)
    .where(
        channel_conversations.c.conversation_id == bindparam("conversation"),
        channel_conversations.c.due_at.is_(None),
    )
    .values(due_at=bindparam("now"))
)
