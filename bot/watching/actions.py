"""The action server seen from outside: `/metrics` on its own port, and logs in our form.

rasa_sdk lets a plugin add to its web server; so `rasa run actions` has them as well as `relais serve`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pluggy
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from rasa_sdk.plugin import plugin_manager
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.one_core import OneCore
from bot.settings import Settings
from bot.watching.logs import install

NAME = "relais-watching"
hook = pluggy.HookimplMarker("rasa_sdk")


class _Watching:
    def __init__(self, settings: Settings, warm: Callable[[], None]) -> None:
        self._settings, self._warm = settings, warm

    @hook
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        async def started(app: Sanic, _loop: Any) -> None:
            install(self._settings.log_format, "actions")
            _without_cors(app)
            self._warm()
            if self._settings.one_core:
                OneCore().start()

        app.add_route(metrics_page, "/metrics")
        app.register_listener(started, "before_server_start")


def _without_cors(app: Sanic) -> None:
    """rasa_sdk lets the pages of all sites ask; but who asks an action server is a server of ours."""
    for line in (app.request_middleware, app.response_middleware):
        for one in [one for one in line if one.__module__.startswith("sanic_cors")]:
            line.remove(one)


async def metrics_page(_request: Request) -> HTTPResponse:
    return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def watch_action_server(settings: Settings, warm: Callable[[], None]) -> None:
    """Called before rasa_sdk's server is there (its actions are made first); elsewhere it changes nothing.

    `warm` is called once, before the server takes calls.
    """
    manager = plugin_manager()
    if not manager.has_plugin(NAME):
        manager.register(_Watching(settings, warm), NAME)
