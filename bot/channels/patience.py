"""How long a client may take over the head of a request. Sanic begins anew with every byte that comes."""

from __future__ import annotations

import asyncio
from typing import Any
from weakref import WeakKeyDictionary

from sanic import Blueprint

HEAD_SECONDS = 10.0
IDLE_SECONDS = 75.0  # between two requests on one connection
_timers: WeakKeyDictionary[Any, asyncio.TimerHandle] = WeakKeyDictionary()


def watch_heads(door: Blueprint) -> None:
    """Cancels the task of a connection whose next request does not come in time; Sanic then answers 408 or
    closes."""

    async def begin(**_: Any) -> None:
        _arm(HEAD_SECONDS)

    async def read_head(**_: Any) -> None:
        _disarm()

    async def answered(**_: Any) -> None:
        _arm(IDLE_SECONDS)

    async def complete(**_: Any) -> None:
        _disarm()

    door.signal("http.lifecycle.begin")(begin)
    door.signal("http.lifecycle.read_head")(read_head)
    door.signal("http.lifecycle.response")(answered)
    door.signal("http.lifecycle.complete")(complete)


def _arm(seconds: float) -> None:
    _disarm()
    task = asyncio.current_task()
    if task is not None:
        _timers[task] = asyncio.get_running_loop().call_later(seconds, task.cancel)


def _disarm() -> None:
    timer = _timers.pop(asyncio.current_task(), None)
    if timer is not None:
        timer.cancel()
