"""Somebody is told of each new connection to our door, without Sanic's signals."""

from __future__ import annotations

from asyncio import Task
from collections.abc import Callable
from typing import Any

from sanic.server.protocols.http_protocol import HttpProtocol

from bot.seams.seam import Seam


def connection_made(self: HttpProtocol, transport: Any) -> None:
    """Upstream's; then the `on_connection` of the server's own context, where it has one, gets the task that
    serves the connection.
    """
    CONNECTION_MADE.original()(self, transport)
    told: Callable[[Task[None]], None] | None = getattr(self.app.ctx, "on_connection", None)
    if told and self._task:
        told(self._task)


CONNECTION_MADE = Seam(
    owner=HttpProtocol,
    name="connection_made",
    replacement=connection_made,
    reason="Sanic leaves signals that nobody listens to out of its code, but all `http.lifecycle` ones or "
    "none: for two of a connection there would be six of each request, as dear as reading it.",
    version="21.12.2",
    digest="980c201d9ed0",
)
