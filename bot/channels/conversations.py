"""`POST /v1/sessions` and `POST /v1/messages`."""

from __future__ import annotations

import logging
import re
from random import randint

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels import metrics
from bot.channels.bodies import body_of, check_size
from bot.channels.customers import customer_of
from bot.channels.entry import address_of, session_of, still_open
from bot.channels.inbox import Taken
from bot.channels.origins import check_origin, headers_for
from bot.channels.refusals import (
    BUSY,
    EMPTY,
    FULL,
    TOO_FAST,
    TOO_LONG,
    UNKNOWN_MERCHANT,
    UNREADABLE,
    Refusal,
    text_of,
)
from bot.channels.services import Services, utc_now
from bot.channels.turns import Full, TooMany
from bot.orders.columns import storable
from bot.orders.store import Conversation
from bot.sessions import Session

logger = logging.getLogger(__name__)
CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Control characters but tab and new line: no keyboard sends them, and logs and terminals obey them. And the
# signs that turn the direction of a text: what staff read must be what was written.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


async def open_session(request: Request) -> HTTPResponse:
    """{merchant, customer?} -> {token, conversation, expires}. The server chooses the conversation's id.

    `customer`: in demo mode the e-mail address of a demo customer, in production the token of the shop.
    """
    services: Services = request.app.ctx.relais
    check_origin(request, services.settings, None)
    body = await body_of(request, services.settings)
    merchant = text_of(body, "merchant", 50) or ""
    claimed = text_of(body, "customer", 4000, required=False)
    if merchant not in services.merchants:
        raise Refusal(404, UNKNOWN_MERCHANT)
    check_origin(request, services.settings, merchant)
    session = services.sessions.open(merchant)
    await services.blocking(_keep, services, session, claimed, address_of(request, services))
    metrics.SESSIONS.labels(merchant).inc()
    return json_response(
        {
            "token": session.token,
            "conversation": session.conversation,
            "expires": session.expires.isoformat(timespec="seconds"),
        },
        status=201,
        headers=headers_for(request) | {"cache-control": "no-store"},
    )


def _keep(services: Services, session: Session, claimed: str | None, address: str) -> None:
    now = utc_now()
    with services.store.transaction() as tx:
        services.limits.session(address, now, tx)
        email = None if claimed is None else customer_of(services, tx, session.merchant, claimed)
        tx.conversations.put(
            Conversation(session.conversation, session.merchant, email, {}, now, session.expires, address)
        )


async def take_message(request: Request) -> HTTPResponse:
    """{id, text} -> 202. The same id again changes nothing; the answer comes by /v1/events."""
    services: Services = request.app.ctx.relais
    if services.draining:
        raise Refusal(503, BUSY, retry_after=1)
    check_size(request, services.settings)
    session = session_of(request, services)
    body = await body_of(request, services.settings)
    client_id = text_of(body, "id", 64) or ""
    text = body.get("text")
    if not CLIENT_ID.fullmatch(client_id) or not isinstance(text, str):
        raise Refusal(400, UNREADABLE)
    text = CONTROL.sub("", storable(text)).strip()
    limit = services.settings.message_length
    if not text:
        raise Refusal(400, EMPTY)
    if len(text) > limit:
        raise Refusal(413, TOO_LONG.format(limit=limit))
    try:
        with services.turns.room():
            address = address_of(request, services)
            taken = await services.blocking(_take, services, session, address, client_id, text)
            if taken.turn:
                services.turns.add(taken.turn)
    except TooMany:
        raise Refusal(429, TOO_FAST, retry_after=2) from None
    except Full:
        raise Refusal(503, FULL, retry_after=randint(2, 5)) from None  # not all of them at once again
    except Refusal:
        raise
    except Exception as error:
        logger.warning("A message could not be kept: %s", type(error).__name__)
        raise Refusal(503, BUSY, retry_after=5) from None
    if taken.new:
        services.bells.ring(session.conversation, taken.events)
    return json_response({"id": client_id}, status=202, headers=headers_for(request))


def _take(services: Services, session: Session, address: str, client_id: str, text: str) -> Taken:
    """Raises Refusal, TooMany."""
    now = utc_now()
    with services.store.transaction() as tx:
        still_open(tx, session, now)
        services.limits.message(session.conversation, address, now, tx)
        return services.inbox.take_within(tx, session.conversation, client_id, text, now)
