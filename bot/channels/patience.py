"""How long a client may take over the head of a request. Sanic begins anew with every byte that comes."""

from __future__ import annotations

import asyncio
from typing import Any
from weakref import WeakKeyDictionary

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

HEAD_SECONDS = 10.0
IDLE_SECONDS = 75.0  # between two requests on one connection
_timers: WeakKeyDictionary[Any, asyncio.TimerHandle] = WeakKeyDictionary()


def watch_heads(door: Blueprint) -> None:
    """Cancels the task of a connection whose next request does not come in time; Sanic then answers 408 or
    closes.

    Of Sanic's signals only those of a whole connection: two for each request cost as much as reading it.
    """

    async def begin(**_: Any) -> None:
        _arm(HEAD_SECONDS)

    async def complete(**_: Any) -> None:
        _disarm()

    door.signal("http.lifecycle.begin")(begin)
    door.signal("http.lifecycle.complete")(complete)


def head_was_read(_request: Request) -> None:
    """Middleware of every request."""
    _disarm()


def answered(_request: Request, response: HTTPResponse) -> None:
    """Middleware of every response; a stream of events lasts as long as it likes."""
    if not (response.content_type or "").startswith("text/event-stream"):
        _arm(IDLE_SECONDS)


def _arm(seconds: float) -> None:
    _disarm()
    task = asyncio.current_task()
    if task is not None:
        _timers[task] = asyncio.get_running_loop().call_later(seconds, task.cancel)


def _disarm() -> None:
    timer = _timers.pop(asyncio.current_task(), None)
    if timer is not None:
        timer.cancel()
