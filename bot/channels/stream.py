"""`GET /v1/events`: the event log of a conversation as server-sent events."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from async_timeout import timeout
from sanic.request import Request
from sqlalchemy.exc import SQLAlchemyError

from bot.channels import metrics
from bot.channels.bells import Bell
from bot.channels.entry import check_open, session_of, still_open
from bot.channels.log_statements import AT_ONCE
from bot.channels.message_log import Event, events_after
from bot.channels.origins import headers_for
from bot.channels.refusals import FULL, TOO_MANY_STREAMS, Refusal
from bot.channels.services import Services, utc_now
from bot.sessions import Session

# Seconds between two looks at the log without a bell: keeps proxies from closing a silent line, and brings
# what another process wrote. Well under Sanic's response timeout of 60 s.
BEAT = 15.0
SEND_SECONDS = 10.0  # a browser that does not read for so long comes back by itself


async def stream_events(request: Request) -> None:
    """Everything after `Last-Event-ID` (all without it), then what comes, until the session ends."""
    services: Services = request.app.ctx.relais
    session = session_of(request, services)
    seen = _last_seen(request)
    await services.blocking(check_open, services.store, session, utc_now())
    if services.bells.listening(session.conversation) >= services.settings.session_streams:
        raise Refusal(429, TOO_MANY_STREAMS, retry_after=10)
    if services.bells.streams >= services.settings.process_streams:
        raise Refusal(503, FULL, retry_after=10)
    with services.bells.listen(session.conversation) as bell, metrics.STREAMS.track_inprogress():
        response = await request.respond(
            content_type="text/event-stream; charset=utf-8",
            headers=headers_for(request) | {"cache-control": "no-store", "x-accel-buffering": "no"},
        )
        await _send(response, "retry: 1500\n\n")
        while not services.bells.closed and utc_now() < session.expires:
            known = bell.take(seen)  # before reading, so that nothing can come in between unheard
            try:
                events = known or []
                if known is None:
                    events = await services.blocking(_news, services, session, seen)
                for event in events:
                    await _send(response, as_sse(event))
                    seen = event.seq
                if len(events) < AT_ONCE and not bell.is_set():
                    await _wait(bell, response)
            except (Refusal, asyncio.TimeoutError, SQLAlchemyError):
                break  # the browser comes back by itself and says what it saw last
    await response.eof()


def _news(services: Services, session: Session, seen: int) -> list[Event]:
    """Raises Refusal once the conversation is no longer there."""
    with services.store.reading() as tx:
        still_open(tx, session, utc_now())
        return events_after(tx.connection, session.conversation, seen)


async def _wait(bell: Bell, response: Any) -> None:
    try:
        async with timeout(BEAT):
            await bell.wait()
    except asyncio.TimeoutError:
        bell.look()
        await _send(response, ": encore là\n\n")


async def _send(response: Any, text: str) -> None:
    """Raises asyncio.TimeoutError when the browser does not take it."""
    async with timeout(SEND_SECONDS):
        await response.send(text)


def as_sse(event: Event) -> str:
    """One event in the wire format; ASCII JSON keeps new lines and what UTF-8 cannot hold out of it."""
    data = event.payload | {"at": event.at.isoformat(timespec="seconds")}
    return f"id: {event.seq}\nevent: {event.kind}\ndata: {json.dumps(data)}\n\n"


def _last_seen(request: Request) -> int:
    value = request.headers.get("last-event-id") or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
