"""What customers think of answers: one thumb per answer. Blocking: call it from a thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from bot.channels.message_log import append, take_turns
from bot.channels.tables import feedback, web_events
from bot.orders.work_tables import decisions

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Rated:
    """A rating with the answer's text and the decisions that made it, each in the words of the contract."""

    conversation: str
    rating: str
    at: datetime
    text: str
    decisions: list[dict[str, Any]]


class Ratings:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rate(self, conversation: str, seq: int, rating: str | None, at: datetime) -> bool:
        """Keep the thumb on the answer numbered `seq`; None takes it back. False if it was so before.

        Raises LookupError for what is no answer of that conversation.
        """
        with self._engine.begin() as connection:
            take_turns(connection, conversation)
            here = (web_events.c.conversation_id == conversation) & (web_events.c.seq == seq)
            query = select(web_events.c.payload).where(here, web_events.c.kind == "message")
            payload = connection.execute(query).scalar_one_or_none()
            if payload is None or not payload.get("answers"):
                raise LookupError(f"no answer {seq} in conversation {conversation}")
            if not _write(connection, conversation, seq, str(payload["answers"]), rating, at):
                return False
            append(connection, conversation, "rated", [{"event": seq, "rating": rating}], at)
        return True

    def newest(self, rating: str | None = None, limit: int = 50) -> list[Rated]:
        """The newest first; all, or only those that are `rating`."""
        with self._engine.begin() as connection:
            query = select(feedback, web_events.c.payload).outerjoin(
                web_events,
                and_(
                    web_events.c.conversation_id == feedback.c.conversation_id,
                    web_events.c.seq == feedback.c.seq,
                ),
            )
            if rating:
                query = query.where(feedback.c.rating == rating)
            rows = connection.execute(
                query.order_by(feedback.c.at.desc(), feedback.c.seq.desc()).limit(limit)
            )
            return [
                Rated(
                    row.conversation_id,
                    row.rating,
                    row.at,
                    str((row.payload or {}).get("text", "")),
                    _decisions(connection, row.conversation_id, row.client_id),
                )
                for row in rows.all()
            ]


def _write(
    connection: Connection, conversation: str, seq: int, client_id: str, rating: str | None, at: datetime
) -> bool:
    """Whether anything changed. Ratings of one conversation take turns, so that nothing comes in between."""
    same = (feedback.c.conversation_id == conversation) & (feedback.c.seq == seq)
    before = connection.execute(select(feedback.c.rating).where(same)).scalar_one_or_none()
    if before == rating:
        return False
    if rating is None:
        connection.execute(delete(feedback).where(same))
        return True
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    values = {
        "conversation_id": conversation,
        "seq": seq,
        "client_id": client_id,
        "rating": rating,
        "at": at,
    }
    query = dialect.insert(feedback).values(values)
    news = {"rating": rating, "at": at}
    connection.execute(query.on_conflict_do_update(index_elements=["conversation_id", "seq"], set_=news))
    return True


def _decisions(connection: Connection, conversation: str, client_id: str) -> list[dict[str, Any]]:
    same = (decisions.c.conversation_id == conversation) & (decisions.c.message_id == client_id)
    query = select(decisions.c.decision).where(same).order_by(decisions.c.id)
    return list(connection.execute(query).scalars())
