"""`POST /v1/sessions` and `POST /v1/messages`."""

from __future__ import annotations

import re
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels import metrics
from bot.channels.demo import is_customer
from bot.channels.refusals import (
    BUSY,
    ELSEWHERE,
    EMPTY,
    NO_SESSION,
    TOO_FAST,
    TOO_LONG,
    UNKNOWN_CUSTOMER,
    UNKNOWN_MERCHANT,
    UNREADABLE,
    Refusal,
    body_of,
    text_of,
)
from bot.channels.services import Services, utc_now
from bot.channels.turns import TooMany, Turn
from bot.orders.columns import storable
from bot.orders.store import Conversation
from bot.sessions import InvalidSession, Session, read_signed_customer

CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Control characters but tab and new line: no keyboard sends them, and logs and terminals obey them.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


async def open_session(request: Request) -> HTTPResponse:
    """{merchant, customer?} -> {token, conversation, expires}. The server chooses the conversation's id.

    `customer`: in demo mode the e-mail address of a demo customer, in production the token of the shop.
    """
    services: Services = request.app.ctx.relais
    check_origin(request, services)
    body = body_of(request)
    merchant = text_of(body, "merchant", 50)
    claimed = text_of(body, "customer", 4000, required=False)
    if merchant not in services.merchants:
        raise Refusal(404, UNKNOWN_MERCHANT)
    session = services.sessions.open(merchant)
    await services.blocking(_keep, services, session, claimed)
    metrics.SESSIONS.labels(merchant).inc()
    return json_response(
        {
            "token": session.token,
            "conversation": session.conversation,
            "expires": session.expires.isoformat(timespec="seconds"),
        },
        status=201,
    )


def _keep(services: Services, session: Session, claimed: str | None) -> None:
    with services.store.transaction() as tx:
        email = None if claimed is None else _customer(services, tx, session.merchant, claimed)
        tx.conversations.put(
            Conversation(session.conversation, session.merchant, email, {}, utc_now(), session.expires)
        )


def _customer(services: Services, tx: Any, merchant: str, claimed: str) -> str:
    if services.settings.demo:
        if not is_customer(tx, merchant, claimed):
            raise Refusal(403, UNKNOWN_CUSTOMER)
        return claimed
    key = services.settings.shop_secrets.get(merchant)
    try:
        if key is None:
            raise InvalidSession("the shop has no key")
        signed = read_signed_customer(claimed, merchant, key.get_secret_value())
    except InvalidSession:
        raise Refusal(401, UNKNOWN_CUSTOMER) from None
    if not tx.records.claim_key(f"shop:{signed.nonce}"):
        raise Refusal(401, UNKNOWN_CUSTOMER)
    return signed.email


async def take_message(request: Request) -> HTTPResponse:
    """{id, text} -> 202. The same id again changes nothing; the answer comes by /v1/events."""
    services: Services = request.app.ctx.relais
    check_origin(request, services)
    session = session_of(request, services)
    body = body_of(request)
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
        services.turns.check_room(session.conversation)
        new = await services.blocking(services.log.accept, session.conversation, client_id, text, utc_now())
    except TooMany:
        raise Refusal(429, TOO_FAST) from None
    except Exception:
        raise Refusal(503, BUSY) from None
    if new:
        services.bells.ring(session.conversation)
        services.turns.add(Turn(session.conversation, session.merchant, client_id, text))
    return json_response({"id": client_id}, status=202)


def session_of(request: Request, services: Services) -> Session:
    """The session of the bearer token. Raises Refusal."""
    scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise InvalidSession("no token")
        return services.sessions.read(token.strip())
    except InvalidSession:
        raise Refusal(401, NO_SESSION) from None


def check_origin(request: Request, services: Services) -> None:
    """A browser names the page that asks: it must be ours or one of the sites allowed. Raises Refusal."""
    origin = (request.headers.get("origin") or "").rstrip("/")
    own = {f"http://{request.host}", f"https://{request.host}"}
    if origin and origin not in own and origin not in services.settings.allowed_origins:
        raise Refusal(403, ELSEWHERE)
