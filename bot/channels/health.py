"""`/health/live`, `/health/ready` and `/metrics`."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sanic.request import Request
from sanic.response import HTTPResponse, raw
from sanic.response import json as json_response
from sqlalchemy import text
from sqlalchemy.engine import Engine
from yarl import URL

from bot.channels.services import Services

PATIENCE = aiohttp.ClientTimeout(total=2)


async def live(_request: Request) -> HTTPResponse:
    """The process answers."""
    return json_response({"status": "ok"})


async def ready(request: Request) -> HTTPResponse:
    """Whether a turn would succeed: model loaded, database and action server answering, not about to end.
    503 otherwise.

    `?needs=model,database` names the checks that count, all being told. A proxy asks for the model alone:
    engines that all servers share fail for all of them, and a server without them still tells customers so.
    """
    services: Services = request.app.ctx.relais
    agent = getattr(request.app.ctx, "agent", None)
    checks: dict[str, Any] = {
        "model": bool(services.warm and agent and agent.is_ready()),
        "database": await _answers(services),
        "actions": await actions_answer(services.settings.action_webhook),
    }
    needs = (request.args.get("needs") or ",".join(checks)).split(",")
    good = not services.draining and all(checks.get(name, False) for name in needs)
    return json_response({"status": "ok" if good else "unavailable", **checks}, status=200 if good else 503)


async def metrics_page(request: Request) -> HTTPResponse:
    await request.app.ctx.relais.backlog.refresh()
    return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)


async def _answers(services: Services) -> bool:
    try:
        await asyncio.wait_for(services.blocking(_ping, services.store.engine), PATIENCE.total)
    except Exception:  # any reason makes it unavailable
        return False
    return True


def _ping(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT 1 FROM web_events LIMIT 1"))


async def actions_answer(webhook: str) -> bool:
    """Whether the action server whose webhook this is says it is well."""
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(URL(webhook).with_path("/health")) as response,
        ):
            return response.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return False
