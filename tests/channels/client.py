"""A small client of the web door, as a browser would be."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import requests


@dataclass
class Client:
    address: str
    token: str
    conversation: str = ""

    @classmethod
    def open(cls, address: str, **body: str) -> Client:
        answer = requests.post(f"{address}/v1/sessions", json=body, timeout=10)
        assert answer.status_code == 201, answer.text
        return cls(address, answer.json()["token"], answer.json()["conversation"])

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def post(self, text: Any, client_id: str | None = None) -> requests.Response:
        body = {"id": client_id or uuid4().hex, "text": text}
        return requests.post(f"{self.address}/v1/messages", json=body, headers=self.headers, timeout=10)

    def events(
        self, count: int, after: int | None = None, seconds: float = 10, since: str | None = None
    ) -> list[dict[str, Any]]:
        """The next `count` events, each {"seq", "kind", **data}; fewer if they do not come in time. `since`:
        those before the message with that id do not count."""
        headers = self.headers | ({} if after is None else {"last-event-id": str(after)})
        found: list[dict[str, Any]] = []
        deadline = time.monotonic() + seconds
        try:
            stream = requests.get(f"{self.address}/v1/events", headers=headers, stream=True, timeout=seconds)
            assert stream.status_code == 200, stream.text
            with stream:
                for event in _parse(stream.iter_lines(decode_unicode=True)):
                    if not found and since and event.get("id") != since:
                        continue
                    found.append(event)
                    if len(found) == count or time.monotonic() > deadline:
                        break
        except requests.exceptions.ConnectionError:
            pass  # silence: the read timed out
        return found

    def say(self, text: str, events: int = 3) -> list[dict[str, Any]]:
        """Send a message and read so many events from it on, itself included."""
        client_id = uuid4().hex
        assert self.post(text, client_id).status_code == 202
        return self.events(events, since=client_id)


def _parse(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    fields: dict[str, str] = {}
    for line in lines:
        if not line:
            if "data" in fields:
                yield {"seq": int(fields["id"]), "kind": fields["event"], **json.loads(fields["data"])}
            fields = {}
            continue
        name, _, value = line.partition(": ")
        fields[name] = value
