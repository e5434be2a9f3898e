"""Calls of the action server share a connection, and find a server that was replaced."""

import asyncio

import pytest
from aiohttp import web
from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from bot.seams import kept_connection
from bot.seams.kept_connection import close
from tests.seams.conftest import action_server, answer


def test_two_turns_share_a_connection_and_one_after_its_life_gets_another(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    peers: list[object] = []

    async def remembers(request: web.Request) -> web.StreamResponse:
        assert request.transport
        peers.append(request.transport.get_extra_info("peername"))
        return await answer({"text": "oui"})(request)

    async def conversation() -> None:
        async with action_server(agent, remembers):
            for _ in range(2):
                assert await agent.handle_text("où est ma commande", sender_id="kept")
            monkeypatch.setattr(kept_connection, "LIFE", 0.0)
            assert await agent.handle_text("où est ma commande", sender_id="kept")

    asyncio.run(conversation())
    first, second, third = peers
    assert first == second != third


def test_headers_and_password_of_the_endpoint_are_sent_as_upstream_sends_them() -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def remembers(request: web.Request) -> web.StreamResponse:
        seen.append((request.headers.get("authorization"), request.headers.get("x-shop")))
        return web.json_response({})

    async def calls() -> None:
        app = web.Application()
        app.router.add_post("/", remembers)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        password = {"username": "relais", "password": "secret"}
        endpoint = EndpointConfig(url, headers={"x-shop": "one"}, basic_auth=password)
        for request in (kept_connection.KEPT_CONNECTION.original(), kept_connection.request):
            assert await request(endpoint, json={"next_action": "answer"}) == {}
        close(endpoint)
        await runner.cleanup()

    asyncio.run(calls())
    assert seen[0] == seen[1]
    assert seen[0][1] == "one"
