"""`POST /v1/feedback`: a thumb up or down on one answer."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels.bodies import body_of, check_size
from bot.channels.entry import address_of, check_open, session_of
from bot.channels.origins import headers_for
from bot.channels.ratings import DOWN, UP, Ratings
from bot.channels.refusals import NO_ANSWER, UNREADABLE, Refusal
from bot.channels.services import Services, utc_now
from bot.sessions import Session

LAST = 2**31 - 1  # what an integer column holds


async def take_rating(request: Request) -> HTTPResponse:
    """{event, rating} -> the same. `event` is the number of the answer's event; a rating of null takes it
    back. The same again changes nothing; the conversation's other tabs hear of a change by /v1/events."""
    services: Services = request.app.ctx.relais
    check_size(request, services.settings)
    session = session_of(request, services)
    body = await body_of(request, services.settings)
    seq, rating = body.get("event"), body.get("rating", "")
    if not isinstance(seq, int) or isinstance(seq, bool) or not 0 < seq <= LAST:
        raise Refusal(400, UNREADABLE)
    if rating is not None and rating not in (UP, DOWN):
        raise Refusal(400, UNREADABLE)
    if await services.blocking(_rate, services, session, address_of(request, services), seq, rating):
        services.bells.ring(session.conversation)
    return json_response({"event": seq, "rating": rating}, headers=headers_for(request))


def _rate(services: Services, session: Session, address: str, seq: int, rating: str | None) -> bool:
    """Whether it is new. Raises Refusal."""
    now = utc_now()
    check_open(services.store, session, now)
    services.limits.feedback(session.conversation, address, now)
    try:
        return Ratings(services.store.engine).rate(session.conversation, seq, rating, now)
    except LookupError:
        raise Refusal(404, NO_ANSWER) from None
