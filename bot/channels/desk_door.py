"""`POST /v1/desk/<merchant>`: what people say at their desk. Verified before it is read, done once."""

from __future__ import annotations

import asyncio
import logging

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels.bodies import read_body
from bot.channels.refusals import NOT_HERE, TOO_BIG, TOO_SLOW, Refusal
from bot.channels.services import Services, utc_now
from bot.desk.desks import Desks
from bot.desk.hearing import UNKNOWN, obey
from bot.desk.port import Desk, Forged, Unreadable, Word
from bot.settings import Settings

logger = logging.getLogger(__name__)
LARGEST = 1024 * 1024  # bytes: a desk sends its whole ticket along
FORGED = "Cette demande ne porte pas la signature attendue."
UNTOLD = "Ce ticket n'existe pas ici."


def add_desk_route(blueprint: Blueprint, settings: Settings) -> None:
    """Nothing where no desk is configured."""
    desks = Desks(settings)
    if not desks:
        return

    async def hear(request: Request, merchant: str) -> HTTPResponse:
        """200 {"done": [what came of each word]}: done, repeated, late, or unknown (no ticket of ours)."""
        services: Services = request.app.ctx.relais
        desk = desks.of(merchant) if merchant in services.merchants else None
        if desk is None:
            raise Refusal(404, NOT_HERE)
        words = _words(desk, request, await _body(request, services))
        done = [await services.blocking(_obey, services, merchant, word) for word in words]
        if UNKNOWN in done and _by_number(words):
            raise Refusal(404, UNTOLD)
        return json_response({"done": done})

    blueprint.add_route(hear, "/v1/desk/<merchant:str>", methods=["POST"], stream=True)


def _words(desk: Desk, request: Request, body: bytes) -> list[Word]:
    """Raises Refusal."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        return desk.hear(headers, body, utc_now())
    except Forged as reason:
        logger.warning("a desk's message was not believed: %s", reason)
        raise Refusal(401, FORGED) from None
    except Unreadable as reason:
        raise Refusal(400, f"Cette demande est illisible : {reason}.") from None


def _obey(services: Services, merchant: str, word: Word) -> str:
    with services.store.transaction() as tx:
        return obey(tx, merchant, word, utc_now(), services.merchants.get(merchant))


def _by_number(words: list[Word]) -> bool:
    """Who names our number means us; who names its own may mean somebody else."""
    return any(word.number for word in words)


async def _body(request: Request, services: Services) -> bytes:
    declared = request.headers.get("content-length") or "0"
    if not (declared.isascii() and declared.isdigit()) or len(declared) > 12 or int(declared) > LARGEST:
        raise Refusal(413, TOO_BIG)
    try:
        return await asyncio.wait_for(read_body(request, LARGEST), services.settings.body_seconds)
    except asyncio.TimeoutError:
        raise Refusal(408, TOO_SLOW) from None
