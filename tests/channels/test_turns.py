"""A conversation's worker: what is added twice is answered once."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone

import pytest

from bot.channels.pace import FEW, LATEST, SLOW_TO_KEEP
from bot.channels.turns import Full, Turn, Turns

NOW = datetime(2026, 11, 18, tzinfo=timezone.utc)


def turn(name: str) -> Turn:
    return Turn("c", "pictoonline", name, "bonjour", NOW)


def play(names: list[str], follow: dict[str, str]) -> list[str]:
    """The names answered, when all of `names` are added while the first is being answered."""
    answered: list[str] = []

    async def answer(one: Turn) -> Turn | None:
        answered.append(one.client_id)
        await asyncio.sleep(0.01)
        return turn(follow[one.client_id]) if one.client_id in follow else None

    async def run() -> None:
        turns = Turns(answer, 4, 4)
        for name in names:
            turns.add(turn(name))
            await asyncio.sleep(0)
        await turns.finish(2)

    asyncio.run(run())
    return answered


def test_a_turn_added_twice_is_answered_once() -> None:
    assert play(["one", "one"], {}) == ["one"]


def test_a_turn_that_follows_by_itself_and_is_added_too_is_answered_once() -> None:
    assert play(["one", "two"], {"one": "two"}) == ["one", "two"]


def test_a_turn_added_while_its_conversation_ends_is_begun() -> None:
    assert play(["one", "two"], {}) == ["one", "two"]


def test_a_server_that_keeps_messages_slowly_takes_no_more_of_them() -> None:
    async def run() -> None:
        turns = Turns(answer, 100, 100)
        await asyncio.gather(*(keep(turns, SLOW_TO_KEEP + 0.05) for _ in range(LATEST)))
        slow = [asyncio.ensure_future(keep(turns, 0.2)) for _ in range(FEW)]
        await asyncio.sleep(0.05)
        with pytest.raises(Full):
            await keep(turns, 0)
        await asyncio.gather(*slow)
        await keep(turns, 0)

    async def keep(turns: Turns, seconds: float) -> None:
        with turns.room():
            await asyncio.sleep(seconds)

    async def answer(_: Turn) -> None:
        return None

    asyncio.run(run())
