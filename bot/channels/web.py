"""The web door as a Rasa input channel: `bot.channels.web.WebChannel` in credentials.yml."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, text

from bot.channels import conversations, demo, health
from bot.channels.desk_door import add_desk_route
from bot.channels.door_photos import take_photo
from bot.channels.door_ratings import take_rating
from bot.channels.errors import answer_error, refuse
from bot.channels.messaging.door import add_routes
from bot.channels.origins import preflight
from bot.channels.patience import answered, connected, head_was_read
from bot.channels.refusals import Refusal
from bot.channels.services import open_services
from bot.channels.stream import stream_events
from bot.channels.widget import widget
from bot.made_once import make_all
from bot.one_core import OneCore
from bot.orders.prepared import word_all
from bot.seams.connection_made import CONNECTION_MADE
from bot.seams.kept_connection import close as close_connection
from bot.settings import load
from bot.watching.logs import install

BODY_BYTES = 64 * 1024
STOP_SECONDS = 6.0  # a little more than a turn may take


class WebChannel(InputChannel):
    @classmethod
    def name(cls) -> str:
        return "web"

    def url_prefix(self) -> str:
        return "/"  # and not under /webhooks/web

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        settings = load()
        door = Blueprint("relais_web")
        door.add_route(conversations.open_session, "/v1/sessions", methods=["POST"], stream=True)
        door.add_route(conversations.take_message, "/v1/messages", methods=["POST"], stream=True)
        door.add_route(take_rating, "/v1/feedback", methods=["POST"], stream=True)
        door.add_route(take_photo, "/v1/photos", methods=["POST"], stream=True)
        door.add_route(stream_events, "/v1/events", methods=["GET"])
        door.add_route(widget, "/widget.js", methods=["GET"])
        door.add_route(health.live, "/health/live")
        door.add_route(health.ready, "/health/ready")
        door.add_route(health.metrics_page, "/metrics")
        if settings.demo:
            door.add_route(demo.customers, "/demo/customers")
            for name in demo.FILES:
                door.add_route(partial(demo.static_file, name=name), f"/demo/{name}", name=name)
        add_routes(door, settings)
        add_desk_route(door, settings)

        core = OneCore()

        async def start(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            if settings.one_core:
                core.start()
            install(settings.log_format, "server")  # whatever Rasa and Sanic configured before
            app.config.REQUEST_MAX_SIZE = BODY_BYTES
            app.config.FALLBACK_ERROR_FORMAT = "json"
            app.ctx.relais = open_services(settings, on_new_message)
            CONNECTION_MADE.install()
            app.ctx.on_connection = connected
            app.error_handler.add(Exception, answer_error)
            app.error_handler.add(Refusal, refuse)
            # Before Rasa's own CORS middleware, which answers every OPTIONS itself.
            app.request_middleware.appendleft(before_other_sites)
            app.request_middleware.appendleft(head_was_read)
            app.response_middleware.append(answered)
            app.register_middleware(root_page if settings.demo else no_root_page, "request")
            await app.ctx.relais.keeper.start()
            app.ctx.relais.hearing.start()

        async def warm(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            # What is loaded or made at a first message, no customer should wait for.
            if app.ctx.agent and app.ctx.agent.is_ready():
                await app.ctx.agent.parse_message("bonjour")
            make_all()
            await app.ctx.relais.blocking(word_all, app.ctx.relais.store.engine)
            app.ctx.relais.warm = app.ctx.relais.keeper.ready = True

        async def stop(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            app.ctx.relais.draining = True
            await app.ctx.relais.turns.finish(STOP_SECONDS)
            await app.ctx.relais.keeper.stop()
            app.ctx.relais.bells.close()
            await app.ctx.relais.hearing.stop()

        async def close(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            app.ctx.relais.close()
            core.stop()
            close_connection(getattr(app.ctx.agent, "action_endpoint", None))

        door.listener("before_server_start")(start)
        door.listener("after_server_start")(warm)
        door.listener("before_server_stop")(stop)
        door.listener("after_server_stop")(close)
        return door


async def before_other_sites(request: Request) -> HTTPResponse | None:
    """A browser asks before a page of another site may."""
    if request.method == "OPTIONS" and request.path.startswith("/v1/"):
        return preflight(request, request.app.ctx.relais.settings)
    return None


async def root_page(request: Request) -> HTTPResponse | None:
    """Rasa has a route of its own at `/`, which tells its version; ours comes before it."""
    return await demo.page(request) if request.path == "/" else None


async def no_root_page(request: Request) -> HTTPResponse | None:
    return text("", status=404) if request.path == "/" else None
