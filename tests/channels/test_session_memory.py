"""A token's signature is checked once; its end is not remembered away."""

from __future__ import annotations

import time

import pytest

from bot.sessions import InvalidSession, Sessions

KEY = "k" * 32


def test_a_remembered_session_still_ends() -> None:
    sessions = Sessions([KEY], 0.04)  # 2.4 s
    token = sessions.open("pictoonline").token
    assert sessions.read(token) == sessions.read(token)
    time.sleep(2.5)
    with pytest.raises(InvalidSession):
        sessions.read(token)


def test_a_forged_token_is_refused_each_time() -> None:
    sessions = Sessions([KEY], 10)
    head, claims, _signature = sessions.open("pictoonline").token.split(".")
    other = Sessions(["x" * 32], 10).open("pictoonline").token.rpartition(".")[2]
    for _ in range(2):
        with pytest.raises(InvalidSession):
            sessions.read(f"{head}.{claims}.{other}")
