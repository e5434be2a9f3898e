"""Nobody else works on a conversation while it is erased."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from bot.channels.message_log import take_turns


def hold(connection: Connection, conversations: Iterable[str]) -> None:
    """Waits for the turns and the writers of the message log that are at work on them, and keeps others out
    until the transaction ends. SQLite has but one writer at a time."""
    if connection.dialect.name != "postgresql":
        return
    for id in sorted(conversations):
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(id, 0))))  # the turn's
        take_turns(connection, id)  # the message log's
