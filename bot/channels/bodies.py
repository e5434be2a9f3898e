"""Reading a request's body: so much, so long, and only JSON. Sanic itself would wait for a slow one for ever.

The routes that use it are registered with `stream=True`, which leaves the body to them.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from async_timeout import timeout
from sanic.request import Request

from bot.channels.refusals import NOT_JSON, TOO_BIG, TOO_SLOW, UNREADABLE, Refusal
from bot.settings import Settings

DRAINED_BYTES, DRAINED_SECONDS = 1_000_000, 0.5


def check_size(request: Request, settings: Settings) -> None:
    """What the headers say of the body, before anything else is looked at. Raises Refusal."""
    declared = request.headers.get("content-length") or "0"
    if not (declared.isascii() and declared.isdigit()):
        raise Refusal(400, UNREADABLE)
    if len(declared) > 12 or int(declared) > settings.body_bytes:
        raise Refusal(413, TOO_BIG)
    kind = (request.headers.get("content-type") or "application/json").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, NOT_JSON)


async def body_of(request: Request, settings: Settings) -> dict[str, Any]:
    """The JSON object of a request. Raises Refusal."""
    check_size(request, settings)
    try:
        async with timeout(settings.body_seconds):
            data = await read_body(request, settings.body_bytes)
    except asyncio.TimeoutError:
        raise Refusal(408, TOO_SLOW) from None
    try:
        body = json.loads(data.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refusal(400, UNREADABLE) from None
    if not isinstance(body, dict):
        raise Refusal(400, UNREADABLE)
    return body


async def raw_body_of(
    request: Request, kinds: Sequence[str], longest: int, seconds: float, words: tuple[str, str]
) -> bytes:
    """A body of one of the media types `kinds`, at most `longest` bytes, whole within `seconds`.

    Raises Refusal, with `words` for one that is too big and for one of another type.
    """
    too_big, not_so = words
    kind = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if kind not in kinds:
        raise Refusal(415, not_so)
    declared = request.headers.get("content-length") or "0"
    if not (declared.isascii() and declared.isdigit()):
        raise Refusal(400, UNREADABLE)
    if len(declared) > 12 or int(declared) > longest:
        raise Refusal(413, too_big)
    try:
        return await asyncio.wait_for(read_body(request, longest), seconds)
    except asyncio.TimeoutError:
        raise Refusal(408, TOO_SLOW) from None
    except Refusal:  # it said less of itself than it was
        raise Refusal(413, too_big) from None


async def read_body(request: Request, longest: int) -> bytes:
    """Raises Refusal for more than `longest` bytes."""
    data = bytearray()
    async for chunk in request.stream:
        data += chunk
        if len(data) > longest:
            raise Refusal(413, TOO_BIG)
    return bytes(data)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


async def drop_body(request: Request) -> None:
    """Before a refusal is answered: take a little of a body that was not read, so that the client can read
    the answer, and close the connection if there is more."""
    stream = request.stream
    if stream is None or not stream.request_body:
        return
    if not stream.expecting_continue:
        with suppress(Exception):  # whatever it sends, we are done with it
            await asyncio.wait_for(_drain(request), DRAINED_SECONDS)
    if stream.request_body:
        stream.keep_alive = False
        stream.request_body = None


async def _drain(request: Request) -> None:
    left = DRAINED_BYTES
    async for chunk in request.stream:
        left -= len(chunk)
        if left < 0:
            return
