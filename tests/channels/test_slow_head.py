"""A client that sends the head of its request byte by byte."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import Any
from urllib.parse import urlsplit

from sanic.response import text

from bot.channels import patience
from bot.channels.patience import HEAD_SECONDS


def test_a_head_that_trickles_is_given_up(door: str) -> None:
    place = urlsplit(door)
    started = time.monotonic()
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=1) as wire:
        wire.sendall(b"POST /v1/sessions HTTP/1.1\r\nx: ")
        answer = None
        while answer is None and time.monotonic() < started + HEAD_SECONDS + 5:
            try:
                wire.sendall(b"a")
                answer = wire.recv(4096)
            except TimeoutError:
                pass
            except ConnectionError:
                answer = b""
    assert answer is not None, "still waited for"
    assert answer[:12] in (b"HTTP/1.1 408", b"")
    assert HEAD_SECONDS - 1 < time.monotonic() - started < HEAD_SECONDS + 5


def test_after_an_answer_the_next_head_is_waited_for_but_a_stream_of_events_is_not_timed() -> None:
    async def connection() -> list[bool]:
        task, timed = asyncio.current_task(), []
        for response in (text(""), text("", content_type="text/event-stream; charset=utf-8")):
            patience.answered(request, response)
            timed.append(task in patience._timers)
            patience.head_was_read(request)
            timed.append(task in patience._timers)
        return timed

    request: Any = None
    assert asyncio.run(connection()) == [True, False, False, False]
