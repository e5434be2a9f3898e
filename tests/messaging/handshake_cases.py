"""Meta's question when a webhook is set up."""

from __future__ import annotations

import pytest
import requests

from tests.messaging.conftest import Door
from tests.messaging.speaker import Speaker


class HandshakeCases:
    def ask(self, door: Door, speaker: Speaker, **query: str) -> requests.Response:
        asked = {name.replace("_", ".", 1): value for name, value in query.items()}
        return requests.get(door.hook(speaker), params=asked, timeout=10)

    def test_the_challenge_comes_back(self, door: Door, speaker: Speaker) -> None:
        token = speaker.environment[f"{speaker.name}_VERIFY"]
        answer = self.ask(
            door, speaker, hub_mode="subscribe", hub_verify_token=token, hub_challenge="1158201444"
        )
        assert (answer.status_code, answer.text) == (200, "1158201444")
        assert answer.headers["content-type"].startswith("text/plain")

    @pytest.mark.parametrize(
        "query",
        [
            {},
            {"hub_mode": "subscribe", "hub_challenge": "1"},
            {"hub_mode": "subscribe", "hub_verify_token": "wrong", "hub_challenge": "1"},
            {"hub_mode": "subscribe", "hub_verify_token": "", "hub_challenge": "1"},
            {"hub_mode": "unsubscribe", "hub_verify_token": "GOOD", "hub_challenge": "1"},
        ],
    )
    def test_nobody_else_is_answered(self, door: Door, speaker: Speaker, query: dict[str, str]) -> None:
        good = speaker.environment[f"{speaker.name}_VERIFY"]
        answer = self.ask(door, speaker, **{k: v.replace("GOOD", good) for k, v in query.items()})
        assert answer.status_code == 403
        assert "1" not in answer.text
