"""Decisions, effects, ratings and messages of a few conversations, as the assistant keeps them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from bot.channels.tables import feedback, web_messages
from bot.orders.store import Conversation, Store


def tell(
    store: Store, at: datetime, merchant: str, name: str, *turns: str, effect: str | None = None
) -> None:
    """A conversation; each turn is "topic outcome" and takes a minute, its answer 0.5 s."""
    with store.transaction() as tx:
        tx.conversations.put(Conversation(name, merchant, created_at=at))
        for place, turn in enumerate(turns):
            topic, outcome = turn.split()
            said: dict[str, Any] = {"merchant": merchant, "topic": topic, "outcome": outcome, "order": None}
            moment = at + timedelta(minutes=place)
            tx.records.add_decision(name, said, "hash", moment, message_id=f"m{place}")
        if effect:
            tx.records.add_audit(name, None, effect, [], None, [], [], at, None)
    with store.engine.begin() as connection:
        for place in range(len(turns)):
            moment = at + timedelta(minutes=place)
            row = {"conversation_id": name, "client_id": f"m{place}", "text": "…", "received_at": moment}
            answered = moment + timedelta(seconds=0.5)
            connection.execute(insert(web_messages), row | {"answered_at": answered})


def rate(store: Store, at: datetime, name: str, place: int, rating: str) -> None:
    row = {"conversation_id": name, "seq": place, "client_id": f"m{place}", "rating": rating, "at": at}
    with store.engine.begin() as connection:
        connection.execute(insert(feedback), row)
