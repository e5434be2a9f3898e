"""How long a client may take over the head of a request. Sanic begins anew with every byte that comes."""

from __future__ import annotations

import asyncio
from typing import Any
from weakref import WeakKeyDictionary

from sanic.request import Request
from sanic.response import HTTPResponse

HEAD_SECONDS = 10.0
IDLE_SECONDS = 75.0  # between two requests on one connection
_timers: WeakKeyDictionary[Any, asyncio.TimerHandle] = WeakKeyDictionary()


def connected(task: asyncio.Task[None]) -> None:
    """A new connection, served by `task`. That is cancelled when its next request does not come in time;
    Sanic then answers 408 or closes."""
    _arm(task, HEAD_SECONDS)
    task.add_done_callback(_disarm)


def head_was_read(_request: Request) -> None:
    """Middleware of every request."""
    if task := asyncio.current_task():
        _disarm(task)


def answered(_request: Request, response: HTTPResponse) -> None:
    """Middleware of every response; a stream of events lasts as long as it likes."""
    task = asyncio.current_task()
    if task and not (response.content_type or "").startswith("text/event-stream"):
        _arm(task, IDLE_SECONDS)


def _arm(task: asyncio.Task[Any], seconds: float) -> None:
    _disarm(task)
    _timers[task] = asyncio.get_running_loop().call_later(seconds, task.cancel)


def _disarm(task: asyncio.Task[Any]) -> None:
    timer = _timers.pop(task, None)
    if timer is not None:
        timer.cancel()
