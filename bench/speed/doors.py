"""One customer's conversation over HTTP, with Relais and with the stock assistant."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from types import TracebackType
from typing import Protocol, TypeVar
from uuid import uuid4

from aiohttp import ClientSession, ClientTimeout

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

    def __init__(self, http: ClientSession, address: str) -> None:
        self._http, self._address = http, address
        self._answers: dict[str, list[str]] = {}
        self._ready: dict[str, asyncio.Future[str]] = {}
        self._ended: Counter[str] = Counter()

    async def __aenter__(self: Self) -> Self:
        async with self._http.post(f"{self._address}/v1/sessions", json=CUSTOMER) as answer:
            answer.raise_for_status()
            self._headers = {"authorization": f"Bearer {(await answer.json())['token']}"}
        self._listening = asyncio.ensure_future(self._listen())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)
        if kind is None and any(count != 1 for count in self._ended.values()):
            raise Lost(f"answered more than once: {self._ended.most_common(3)}")

    async def say(self, text: str) -> str:
        """From the request until the last event of its answer has come."""
        key = uuid4().hex
        ready = self._ready[key] = asyncio.get_running_loop().create_future()
        body = {"id": key, "text": text}
        url = f"{self._address}/v1/messages"
        try:
            async with self._http.post(url, json=body, headers=self._headers) as answer:
                if answer.status != 202:
                    raise Lost(f"refused with {answer.status}: {(await answer.text())[:200]}")
            return await asyncio.wait_for(ready, PATIENCE)
        except asyncio.TimeoutError:
            raise Lost(f"no answer within {PATIENCE:.0f} s") from None
        finally:
            self._ready.pop(key, None)

    async def _listen(self) -> None:
        endless = ClientTimeout(total=None)
        url = f"{self._address}/v1/events"
        async with self._http.get(url, headers=self._headers, timeout=endless) as stream:
            kind = ""
            async for raw in stream.content:
                line = raw.decode().rstrip("\n")
                if line.startswith("event: "):
                    kind = line[7:]
                elif line.startswith("data: ") and kind == "message":
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

    def __init__(self, http: ClientSession, address: str) -> None:
        self._http, self._url, self._sender = http, f"{address}/webhooks/rest/webhook", uuid4().hex

    async def __aenter__(self) -> StockDoor:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays open."""

    async def say(self, text: str) -> str:
        """From the request to the response."""
        body = {"sender": self._sender, "message": text}
        try:
            async with self._http.post(self._url, json=body) as answer:
                if answer.status != 200:
                    raise Lost(f"refused with {answer.status}")
                replies = await answer.json()
        except asyncio.TimeoutError:
            raise Lost(f"no answer within {PATIENCE:.0f} s") from None
        if len(replies) != 1:
            raise Lost(f"{len(replies)} answers")
        return str(replies[0]["text"])


def client() -> ClientSession:
    """As many connections as conversations ask for, none of them shared. Call it inside the loop."""
    from aiohttp import TCPConnector

    return ClientSession(connector=TCPConnector(limit=0), timeout=ClientTimeout(total=PATIENCE))
