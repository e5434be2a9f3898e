"""`/channels/<platform>/<account>`: the webhooks. Proven, kept, acknowledged; answered afterwards."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, text

from bot.channels.bodies import read_body
from bot.channels.messaging.configuration import open_channels
from bot.channels.messaging.events import Event
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.platform import Answer, Forged, Incoming, Platform, Unreadable
from bot.channels.refusals import BUSY, NOT_HERE, TOO_SLOW, UNREADABLE, Refusal
from bot.channels.services import Services, utc_now
from bot.settings import Settings

logger = logging.getLogger(__name__)
LARGEST = 3 * 1024 * 1024  # bytes; Meta's batches are the largest, up to 3 MB
FORGED = "Cette demande ne porte pas la signature attendue."


def add_routes(blueprint: Blueprint, settings: Settings) -> None:
    """Nothing where no channel is configured. Raises what `open_channels` raises."""
    platforms = open_channels(settings)
    if not platforms:
        return
    public = settings.channels_url

    async def hook(request: Request, platform: str, account: str) -> HTTPResponse:
        services: Services = request.app.ctx.relais
        speaker = platforms.get(f"{platform}/{account}")
        if speaker is None:
            raise Refusal(404, NOT_HERE)
        incoming = await _incoming(request, services, public)
        try:
            if incoming.method == "GET":
                return _response(speaker.handshake(incoming))
            speaker.verify(incoming)
        except Forged as reason:
            logger.warning("%s: refused: %s", speaker.account.channel, reason)
            raise Refusal(403, FORGED) from None
        await _take(services, speaker, list(platforms.values()), incoming)
        return _response(speaker.acknowledge())

    blueprint.add_route(hook, "/channels/<platform:str>/<account:str>", methods=["GET", "POST"], stream=True)


async def _incoming(request: Request, services: Services, public: str | None) -> Incoming:
    declared = request.headers.get("content-length") or "0"
    if not (declared.isascii() and declared.isdigit()) or int(declared[:12]) > LARGEST:
        raise Refusal(413, UNREADABLE)
    try:
        body = await asyncio.wait_for(read_body(request, LARGEST), services.settings.body_seconds)
    except asyncio.TimeoutError:
        raise Refusal(408, TOO_SLOW) from None
    base = public or f"{request.scheme}://{request.host}"
    query = f"?{request.query_string}" if request.query_string else ""
    return Incoming(
        method=request.method,
        url=f"{base}{request.path}{query}",
        headers={name.lower(): value for name, value in request.headers.items()},
        query={name: values[0] for name, values in request.args.items()},
        body=body,
    )


async def _take(services: Services, speaker: Platform, platforms: list[Platform], incoming: Incoming) -> None:
    """Keeps what is new and begins its turns. Raises Refusal where nothing could be kept: the platform then
    tries again."""
    try:
        events = speaker.read(incoming)
    except Unreadable as defect:
        logger.error("%s: unreadable: %s", speaker.account.channel, defect)
        raise Refusal(400, UNREADABLE) from None
    inbox = Inbox(
        services.store,
        services.inbox,
        timedelta(minutes=services.settings.channels_quiet_minutes),
        services.settings.message_length,
    )
    for receiver, own in _by_receiver(speaker, platforms, incoming, events):
        try:
            turns = await services.blocking(inbox.take, receiver, own, utc_now())
        except Exception:
            logger.exception("%s: messages could not be kept", receiver.account.channel)
            raise Refusal(503, BUSY, retry_after=5) from None
        for turn in turns:
            services.bells.ring(turn.conversation)
            services.turns.add(turn)


def _by_receiver(
    speaker: Platform, platforms: list[Platform], incoming: Incoming, events: list[Event]
) -> list[tuple[Platform, list[Event]]]:
    """One webhook may serve several numbers or pages. Another account gets its events only if the request is
    proven by that account's own secret too."""
    found: list[tuple[Platform, list[Event]]] = []
    apart = (None, speaker.address)
    alike = [one for one in platforms if type(one) is type(speaker) and one.address not in apart]
    for receiver in [speaker, *alike]:
        own = [event for event in events if receiver.address in (None, event.to)]
        if own and (receiver is speaker or _proven(receiver, incoming)):
            found.append((receiver, own))
    taken = sum(len(own) for _, own in found)
    if taken < len(events):
        logger.warning("%s: %s events for no account of ours", speaker.account.channel, len(events) - taken)
    return found


def _proven(platform: Platform, incoming: Incoming) -> bool:
    try:
        platform.verify(incoming)
    except Forged:
        return False
    return True


def _response(answer: Answer) -> HTTPResponse:
    return text(answer.text, status=answer.status, content_type=answer.content_type)
