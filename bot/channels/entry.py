"""Who asks, from where, and whether the conversation is still open."""

from __future__ import annotations

from datetime import datetime

from sanic.request import Request

from bot.channels.addresses import client_address
from bot.channels.origins import check_origin
from bot.channels.refusals import NO_SESSION, Refusal
from bot.channels.services import Services
from bot.orders.store import Store, Transaction
from bot.sessions import InvalidSession, Session


def session_of(request: Request, services: Services) -> Session:
    """The session of the bearer token, asked from a page that may. Raises Refusal."""
    check_origin(request, services.settings, None)
    scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise InvalidSession("no token")
        session = services.sessions.read(token.strip())
    except InvalidSession:
        raise Refusal(401, NO_SESSION) from None
    check_origin(request, services.settings, session.merchant)
    return session


def check_open(store: Store, session: Session, now: datetime) -> None:
    """`still_open` in a transaction of its own."""
    with store.reading() as tx:
        still_open(tx, session, now)


def still_open(tx: Transaction, session: Session, now: datetime) -> None:
    """A token is only half of it: the store's row says whether the conversation is still there.

    Raises Refusal. Blocking.
    """
    merchant, end = tx.conversations.standing(session.conversation) or (None, None)
    if merchant != session.merchant or (end and end <= now):
        raise Refusal(401, NO_SESSION)


def address_of(request: Request, services: Services) -> str:
    forwarded = ",".join(request.headers.getall("x-forwarded-for", []))
    return client_address(request.ip, forwarded, services.proxies)
