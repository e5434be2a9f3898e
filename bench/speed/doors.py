"""One customer's conversation over HTTP, with Relais and with the stock assistant."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from types import TracebackType
from typing import Protocol, TypeVar
from uuid import uuid4

from async_timeout import timeout

from bench.speed.line import Line

PATIENCE = 60.0  # seconds; an answer that takes longer counts as lost
CUSTOMER = {"merchant": "pictoonline", "customer": "lea.martin@example.org"}
Self = TypeVar("Self", bound="RelaisDoor")


class Lost(Exception):
    """A message was not answered, or not once."""


class Door(Protocol):
    """`say` gives the answer's text. Raises Lost."""

    async def say(self, text: str) -> str: ...
    async def __aenter__(self) -> Door: ...
    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class RelaisDoor:
    """A browser's way: the message by POST, the answer on an event stream that stays open."""

    def __init__(self, address: str) -> None:
        self._messages, self._events = Line(address), Line(address, self._read)
        self._unread, self._kind = b"", ""
        self._answers: dict[str, list[str]] = {}
        self._ready: dict[str, asyncio.Future[str]] = {}
        self._ended: Counter[str] = Counter()

    async def __aenter__(self: Self) -> Self:
        await self._messages.open()
        opened = await asyncio.wait_for(self._messages.ask("POST /v1/sessions", CUSTOMER), PATIENCE)
        if opened.status != 201:
            raise Lost(f"no session: {opened.status}")
        self._token = json.loads(opened.body)["token"]
        await self._events.open()
        self._stream = self._events.ask("GET /v1/events", token=self._token)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.cancel()
        self._events.close()
        self._messages.close()
        if kind is None and any(count != 1 for count in self._ended.values()):
            raise Lost(f"answered more than once: {self._ended.most_common(3)}")

    async def say(self, text: str) -> str:
        """From the request until the last event of its answer has come."""
        key = uuid4().hex
        ready = self._ready[key] = asyncio.get_running_loop().create_future()
        try:
            async with timeout(PATIENCE):
                taken = await self._messages.ask("POST /v1/messages", {"id": key, "text": text}, self._token)
                if taken.status != 202:
                    raise Lost(f"refused with {taken.status}: {taken.body.decode()[:200]}")
                return await ready
        except asyncio.TimeoutError:
            raise Lost(f"no answer within {PATIENCE:.0f} s") from None
        except OSError as error:
            raise Lost(str(error)) from None
        finally:
            self._ready.pop(key, None)

    def _read(self, data: bytes) -> None:
        """What has come of the stream; an event may come in pieces."""
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            if line.startswith(b"event: "):
                self._kind = line[7:].decode()
            elif line.startswith(b"data: ") and self._kind == "message":
                self._heard(json.loads(line[6:]))

    def _heard(self, event: dict[str, object]) -> None:
        key = str(event.get("answers"))
        self._answers.setdefault(key, []).append(str(event["text"]))
        if event.get("last"):
            self._ended[key] += 1
            if (ready := self._ready.get(key)) and not ready.done():
                ready.set_result("\n".join(self._answers.pop(key)))


class StockDoor:
    """Rasa's own REST channel: the answer is the response."""

    def __init__(self, address: str) -> None:
        self._line, self._sender = Line(address), uuid4().hex

    async def __aenter__(self) -> StockDoor:
        await self._line.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()

    async def say(self, text: str) -> str:
        """From the request to the response."""
        body = {"sender": self._sender, "message": text}
        try:
            async with timeout(PATIENCE):
                answer = await self._line.ask("POST /webhooks/rest/webhook", body)
        except asyncio.TimeoutError:
            raise Lost(f"no answer within {PATIENCE:.0f} s") from None
        except OSError as error:
            raise Lost(str(error)) from None
        if answer.status != 200:
            raise Lost(f"refused with {answer.status}")
        replies = json.loads(answer.body)
        if len(replies) != 1:
            raise Lost(f"{len(replies)} answers")
        return str(replies[0]["text"])
