"""A customer at the web door as a browser is one: sends again what was not taken, listens, comes back."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp

NETWORK = (aiohttp.ClientError, asyncio.TimeoutError, OSError)
POST = aiohttp.ClientTimeout(total=12)
STREAM = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=40)


@dataclass
class Sent:
    """One message: when it was taken (None: never), and all that answered it."""

    id: str
    text: str
    first_try: float
    taken: float | None = None
    refused: int = 0
    answered: float | None = None
    answers: list[dict[str, Any]] = field(default_factory=list)


class Customer:
    def __init__(self, number: int, address: str, email: str, merchant: str) -> None:
        self.number, self._address, self._email, self._merchant = number, address, email, merchant
        self.conversation = ""
        self.sent: dict[str, Sent] = {}
        self.seen: list[tuple[int, str, dict[str, Any]]] = []
        self.headers: dict[str, str] = {}
        self._last = 0
        self._news = asyncio.Condition()

    async def arrive(self, web: aiohttp.ClientSession) -> None:
        """Opens the conversation, however often that has to be tried."""
        body = {"merchant": self._merchant, "customer": self._email}
        while not self.conversation:
            try:
                async with web.post(f"{self._address}/v1/sessions", json=body, timeout=POST) as answer:
                    if answer.status == 201:
                        opened = await answer.json()
                        self.headers = {"authorization": f"Bearer {opened['token']}"}
                        self.conversation = opened["conversation"]
                        return
            except NETWORK:
                pass
            await asyncio.sleep(0.5)

    async def listen(self, web: aiohttp.ClientSession) -> None:
        """Reads events for ever, and takes up after the last one whenever the line breaks."""
        while True:
            headers = self.headers | {"last-event-id": str(self._last)}
            try:
                async with web.get(f"{self._address}/v1/events", headers=headers, timeout=STREAM) as stream:
                    if stream.status == 200:
                        await self._read(stream)
            except NETWORK:
                pass
            await asyncio.sleep(0.3)

    async def send(self, web: aiohttp.ClientSession, text: str, tries: int = 60) -> Sent:
        """The same id until it is taken, as the widget does."""
        sent = Sent(uuid4().hex, text, time.monotonic())
        self.sent[sent.id] = sent
        for _ in range(tries):
            try:
                async with web.post(
                    f"{self._address}/v1/messages",
                    json={"id": sent.id, "text": text},
                    headers=self.headers,
                    timeout=POST,
                ) as answer:
                    if answer.status == 202:
                        sent.taken = time.monotonic()
                        break
                    sent.refused += 1
            except NETWORK:
                sent.refused += 1
            await asyncio.sleep(1.0)
        return sent

    async def answer_to(self, sent: Sent, seconds: float) -> bool:
        """Whether its last answer came within that time."""
        deadline = time.monotonic() + seconds
        async with self._news:
            while sent.answered is None and (left := deadline - time.monotonic()) > 0:
                try:
                    await asyncio.wait_for(self._news.wait(), left)
                except asyncio.TimeoutError:
                    break
        return sent.answered is not None

    async def _read(self, stream: aiohttp.ClientResponse) -> None:
        fields: dict[str, str] = {}
        async for raw in stream.content:
            line = raw.decode().rstrip("\n")
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
                continue
            if "data" in fields:
                await self._hear(int(fields["id"]), fields["event"], json.loads(fields["data"]))
            fields = {}

    async def _hear(self, seq: int, kind: str, data: dict[str, Any]) -> None:
        self.seen.append((seq, kind, data))
        self._last = max(self._last, seq)
        sent = self.sent.get(str(data.get("answers")))
        if sent:
            sent.answers.append(data)
            if data.get("last"):
                sent.answered = sent.answered or time.monotonic()
        async with self._news:
            self._news.notify_all()
