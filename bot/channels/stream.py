"""`GET /v1/events`: the event log of a conversation as server-sent events."""

from __future__ import annotations

import asyncio
import json

from sanic.request import Request

from bot.channels import metrics
from bot.channels.conversations import session_of
from bot.channels.message_log import Event
from bot.channels.services import Services, utc_now

# Seconds between two looks at the log without a bell: keeps proxies from closing a silent line, and brings
# what another process wrote. Well under Sanic's response timeout of 60 s.
BEAT = 15.0


async def stream_events(request: Request) -> None:
    """Everything after `Last-Event-ID` (all without it), then what comes, until the session ends."""
    services: Services = request.app.ctx.relais
    session = session_of(request, services)
    seen = _last_seen(request)
    response = await request.respond(
        content_type="text/event-stream; charset=utf-8",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )
    with services.bells.listen(session.conversation) as bell, metrics.STREAMS.track_inprogress():
        await response.send("retry: 1500\n\n")
        while not services.bells.closed and utc_now() < session.expires:
            bell.clear()  # before reading, so that nothing can come in between unheard
            events = await services.blocking(services.log.events_after, session.conversation, seen)
            for event in events:
                await response.send(as_sse(event))
                seen = event.seq
            if not events:
                await _wait(bell, response)
    await response.eof()


async def _wait(bell: asyncio.Event, response: object) -> None:
    try:
        await asyncio.wait_for(bell.wait(), BEAT)
    except asyncio.TimeoutError:
        await response.send(": encore là\n\n")  # type: ignore[attr-defined]


def as_sse(event: Event) -> str:
    """One event in the wire format; ASCII JSON keeps new lines and what UTF-8 cannot hold out of it."""
    data = event.payload | {"at": event.at.isoformat(timespec="seconds")}
    return f"id: {event.seq}\nevent: {event.kind}\ndata: {json.dumps(data)}\n\n"


def _last_seen(request: Request) -> int:
    value = request.headers.get("last-event-id") or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
