"""A real agent on the small model, and real action servers on the loopback, good and bad."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from bot.seams.kept_connection import close
from tests.trained_model import small_model

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@pytest.fixture(scope="session")
def agent() -> Agent:
    """The agent, with nobody yet at its action endpoint."""
    return Agent.load(str(small_model()), action_endpoint=EndpointConfig(url="http://127.0.0.1:9/webhook"))


@asynccontextmanager
async def action_server(agent: Agent, handler: Handler) -> AsyncIterator[None]:
    """Serves `handler` as the agent's action server while the block runs."""
    app = web.Application()
    app.router.add_post("/webhook", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    assert agent.processor is not None
    agent.processor.action_endpoint = EndpointConfig(url=f"http://127.0.0.1:{port}/webhook")
    try:
        yield
    finally:
        close(agent.processor.action_endpoint)
        await runner.cleanup()
        agent.processor.action_endpoint = EndpointConfig(url="http://127.0.0.1:9/webhook")


def answer(*responses: dict[str, Any]) -> Handler:
    """A handler that answers with these responses, shaped as rasa_sdk's dispatcher shapes them."""

    async def handler(request: web.Request) -> web.StreamResponse:
        return web.json_response({"events": [], "responses": [dict(response) for response in responses]})

    return handler


def say(agent: Agent, text: str, sender: str) -> list[dict[str, Any]]:
    """What the agent replies to `text`, for tests that need no server."""
    return asyncio.run(agent.handle_text(text, sender_id=sender)) or []
