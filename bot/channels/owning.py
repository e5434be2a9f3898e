"""Which server process works on a conversation: one at a time, as long as it lives. SQL, within a caller's
transaction that holds the conversation (`MessageLog`).

A server says again and again that it lives. What it owned is anybody's once it stops saying so.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, delete, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from bot.channels.database_clock import database_clock
from bot.channels.tables import web_messages, web_owners, web_servers
from bot.orders.prepared import Dialect, Prepared

FORGOTTEN = 3600.0  # seconds after which a dead server's row goes


def live(connection: Connection, server: str, seconds: float) -> None:
    """The server is alive, and can be taken for dead after so many seconds without another word."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    until = database_clock() + seconds
    query = dialect.insert(web_servers).values(id=server, alive_until=until)
    connection.execute(
        query.on_conflict_do_update(index_elements=["id"], set_={"alive_until": until}),
    )
    connection.execute(delete(web_servers).where(web_servers.c.alive_until < database_clock() - FORGOTTEN))


def resign(connection: Connection, server: str) -> None:
    """The server ends: what it still owns is free at once."""
    connection.execute(delete(web_servers).where(web_servers.c.id == server))


def claim(connection: Connection, conversation: str, server: str) -> bool:
    """Whether the conversation is the server's from now on; False if a server that lives has it, this one
    included."""
    values = {"conversation": conversation, "server": server}
    return bool(_CLAIM.run(connection, values).rowcount == 1)


def owns(connection: Connection, conversation: str, server: str) -> bool:
    owner = _OWNER.run(connection, {"conversation": conversation}).scalar_one_or_none()
    return bool(owner == server)


def release(connection: Connection, conversation: str, server: str) -> None:
    _RELEASE.run(connection, {"conversation": conversation, "server": server})


def left_behind(connection: Connection, server: str, limit: int) -> list[tuple[str, bool]]:
    """Conversations with messages to answer that no server that lives works on, or this one: (id, whether
    it is this one's)."""
    owner = web_owners.c.server
    own = func.coalesce(owner == server, False).label("own")
    joined = web_messages.outerjoin(
        web_owners, web_messages.c.conversation_id == web_owners.c.conversation_id
    )
    query = select(web_messages.c.conversation_id, own).select_from(joined).distinct()
    query = query.where(web_messages.c.answered_at.is_(None))
    query = query.where(owner.is_(None) | (owner == server) | ~_alive(owner))
    return [(row[0], bool(row[1])) for row in connection.execute(query.order_by("own").limit(limit))]


def _alive(server: ColumnElement[str]) -> ColumnElement[bool]:
    alive = (web_servers.c.id == server) & (web_servers.c.alive_until > database_clock())
    return exists(select(web_servers.c.id).where(alive).correlate_except(web_servers))


def _claim(dialect: Dialect) -> Any:
    query = dialect.insert(web_owners).values(
        conversation_id=bindparam("conversation"), server=bindparam("server")
    )
    return query.on_conflict_do_update(
        index_elements=["conversation_id"],
        set_={"server": query.excluded.server},
        where=~_alive(web_owners.c.server),
    )


_CLAIM = Prepared(_claim)
_HERE = web_owners.c.conversation_id == bindparam("conversation")
_OWNER = Prepared(select(web_owners.c.server).where(_HERE))
_RELEASE = Prepared(delete(web_owners).where(_HERE, web_owners.c.server == bindparam("server")))
