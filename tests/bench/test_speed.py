"""What `make bench` measures with must lose and double nothing, and must notice who does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from bench.speed import lookups, turns
from bench.speed.doors import Lost, RelaisDoor, StockDoor
from bench.speed.figures import Measured, percentile, rows
from bench.speed.servers import Side, relais_side
from bench.stock import sample
from bench.stock.training import DOMAIN, training_data
from bot.orders.store import Store


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Side]:
    """A Relais that answers."""
    model = max(model_folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    one = relais_side(tmp_path_factory.mktemp("bench"), model)
    try:
        asyncio.run(one.start())
        yield one
    finally:
        one.stop()


def test_every_turn_of_a_conversation_has_its_one_right_answer(side: Side) -> None:
    seen = asyncio.run(turns.conversation(side, 8))
    assert seen.lost == []
    assert len(seen.seconds) == 8


def test_a_crowd_loses_and_doubles_nothing(side: Side) -> None:
    rate, seen = asyncio.run(turns.crowd(side, 8, 2))
    assert seen.lost == []
    assert len(seen.seconds) >= 8
    assert rate > 0
    server, everything = side.memory()
    assert 0 < server <= everything


class Elsewhere:
    """A server that answers in the forms of both doors, a given number of times per message."""

    def __init__(self, times: int) -> None:
        self.times, self.asked = times, asyncio.Queue[str]()

    async def session(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response({"token": "t"}, status=201)

    async def message(self, request: web.Request) -> web.StreamResponse:
        await self.asked.put((await request.json())["id"])
        return web.json_response({}, status=202)

    async def events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"content-type": "text/event-stream"})
        await response.prepare(request)
        while True:
            key = await self.asked.get()
            for _ in range(self.times):
                data = f'{{"answers": "{key}", "text": "204001", "last": true}}'
                await response.write(f"id: 1\nevent: message\ndata: {data}\n\n".encode())

    async def webhook(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response([{"text": "204001"}] * self.times)


async def _meet(times: int, door: type[RelaisDoor] | type[StockDoor]) -> str:
    there = Elsewhere(times)
    app = web.Application()
    app.router.add_post("/v1/sessions", there.session)
    app.router.add_post("/v1/messages", there.message)
    app.router.add_get("/v1/events", there.events)
    app.router.add_post("/webhooks/rest/webhook", there.webhook)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with door(f"http://127.0.0.1:{runner.addresses[0][1]}") as talk:
            answer = await talk.say("bonjour")
            await asyncio.sleep(0.2)
            return answer
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("door", [RelaisDoor, StockDoor])
def test_an_answer_that_comes_twice_is_noticed(door: type[RelaisDoor] | type[StockDoor]) -> None:
    assert asyncio.run(_meet(1, door)) == "204001"
    with pytest.raises(Lost):
        asyncio.run(_meet(2, door))


def test_a_wrong_answer_counts_as_lost() -> None:
    class Wrong:
        async def say(self, text: str) -> str:
            return "Quel est votre numéro de commande ?"

    seen = turns.Seen()
    asyncio.run(turns.speak(Wrong(), 0, seen))  # type: ignore[arg-type]
    assert len(seen.lost) == 1


def test_orders_made_in_bulk_are_found_with_all_their_parts(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'orders.db'}", create=True)
    lookups.fill(store, 500)
    assert len(lookups.look_up(store, 500, 20)) == 20
    with store.transaction() as tx:
        order = tx.orders.get("pictoonline", "0000500")
    store.dispose()
    assert order is not None
    assert order.lines
    assert order.email == "c0000500@example.org"


def test_the_sample_has_forty_examples_of_every_topic(tmp_path: Path) -> None:
    topics = [example.topic for example in sample.read()]
    assert {topics.count(topic) for topic in topics} == {sample.EACH}
    lines = DOMAIN.read_text(encoding="utf-8").splitlines()
    named = {line.strip(" -") for line in lines if line.startswith("  - ")}
    assert set(topics) <= named
    assert {path.name for path in training_data(tmp_path).iterdir()} == {
        "nlu.yml",
        "rules.yml",
        "stories.yml",
    }


def test_a_figure_is_reached_on_its_right_side_only() -> None:
    fast = Measured([1], [0.01] * 9, [[0.01] * 30], [60], [0.1], (300, 400), (50, 50))
    slow = Measured([9], [0.09] * 9, [[0.09] * 30], [5], [0.1], (900, 999), (900, 900))
    assert all(row.reached for row in rows(fast, slow, {"SQLite": (0.001, 0.001)}))
    assert sum(row.reached for row in rows(slow, fast, {"SQLite": (0.001, 0.002)})) == 1  # neither grows
    assert percentile([3, 1, 2], 0.99) == 3
