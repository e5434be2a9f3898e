"""Whatever happens to the action server, the customer reads something within five seconds, and can go on."""

import asyncio
import time

import pytest
from aiohttp import web
from rasa.core.agent import Agent

from tests.seams.conftest import Handler, action_server, answer, say

FINE = {"text": "Votre commande est en route."}


async def hangs(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(60)
    return web.json_response({})


async def fails(request: web.Request) -> web.StreamResponse:
    return web.json_response({"error": "boom"}, status=500)


async def rejects(request: web.Request) -> web.StreamResponse:
    return web.json_response({"error": "no", "action_name": "action_answer"}, status=400)


async def talks_nonsense(request: web.Request) -> web.StreamResponse:
    return web.Response(text="{not json", content_type="application/json")


async def talks_html(request: web.Request) -> web.StreamResponse:
    return web.Response(text="<h1>Bad gateway</h1>", content_type="text/html")


async def breaks_the_contract(request: web.Request) -> web.StreamResponse:
    return web.json_response({"events": "none", "responses": 3})


@pytest.mark.parametrize("handler", [fails, rejects, talks_nonsense, talks_html, breaks_the_contract])
def test_a_failing_server_gets_an_apology_and_the_next_turn_is_answered(
    agent: Agent, handler: Handler
) -> None:
    async def conversation() -> tuple[list[str], list[str]]:
        sender = f"failing-{handler.__name__}"
        async with action_server(agent, handler):
            first = await agent.handle_text("où est ma commande", sender_id=sender) or []
        async with action_server(agent, answer(FINE)):
            second = await agent.handle_text("où est ma commande", sender_id=sender) or []
        return [m["text"] for m in first], [m["text"] for m in second]

    first, second = asyncio.run(conversation())
    (apology,) = first
    assert "désolé" in apology
    assert "service client" in apology
    assert second == [FINE["text"]]


def test_nobody_listening_gets_an_apology(agent: Agent) -> None:
    (reply,) = say(agent, "où est ma commande", "refused")
    assert "service client" in reply["text"]


def test_a_hanging_server_gets_an_apology_within_five_seconds(agent: Agent) -> None:
    async def conversation() -> tuple[float, list[str], list[str]]:
        async with action_server(agent, hangs):
            started = time.monotonic()
            first = await agent.handle_text("je veux annuler", sender_id="hanging") or []
            seconds = time.monotonic() - started
        async with action_server(agent, answer(FINE)):
            second = await agent.handle_text("où est ma commande", sender_id="hanging") or []
        return seconds, [m["text"] for m in first], [m["text"] for m in second]

    seconds, first, second = asyncio.run(conversation())
    assert 3.5 < seconds < 4.9
    (apology,) = first
    assert "service client" in apology
    assert second == [FINE["text"]]


def test_the_apology_names_a_contact_when_one_is_known(agent: Agent) -> None:
    from bot.seams.apology import name_contact

    name_contact(lambda tracker: f" (dossier {tracker.sender_id})")
    try:
        (reply,) = say(agent, "où est ma commande", "named")
    finally:
        name_contact(None)
    assert "service client (dossier named) :" in reply["text"]
