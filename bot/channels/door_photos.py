"""`POST /v1/photos?id=…`: a photo of a damaged article, as the raw body."""

from __future__ import annotations

import re

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels.bodies import raw_body_of
from bot.channels.entry import address_of, check_open, session_of
from bot.channels.message_log import append, take_turns
from bot.channels.origins import headers_for
from bot.channels.refusals import (
    NO_PHOTO_HERE,
    NOT_A_PHOTO,
    PHOTO_KEPT,
    PHOTO_SAID,
    PHOTO_TOO_BIG,
    PHOTO_TOO_LARGE,
    PHOTO_WAITS,
    PHOTO_WHAT,
    TOO_MANY_PHOTOS,
    UNREADABLE,
    Refusal,
)
from bot.channels.services import Services, utc_now
from bot.orders.photos import Photo
from bot.orders.store import Transaction
from bot.photos.picture import Picture, TooManyPixels, Unreadable, clean
from bot.photos.wanted import wanted
from bot.sessions import Session

CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
KINDS = ("image/jpeg", "image/png", "image/webp")


async def take_photo(request: Request) -> HTTPResponse:
    """-> {id, width, height, reference}: 201, or 200 for an id that was taken before."""
    services: Services = request.app.ctx.relais
    session = session_of(request, services)
    client_id = request.args.get("id") or ""
    if not CLIENT_ID.fullmatch(client_id):
        raise Refusal(400, UNREADABLE)
    known = await services.blocking(_check, services, session, client_id, address_of(request, services))
    if known:
        return _answer(request, known, 200)
    settings = services.settings
    with services.uploads.place(session.conversation):
        big = PHOTO_TOO_BIG.format(limit=settings.photo_bytes // (1024 * 1024) or 1)
        data = await raw_body_of(
            request, KINDS, settings.photo_bytes, settings.photo_seconds, (big, PHOTO_WHAT)
        )
        async with services.uploads.decoding:
            try:
                picture = await services.blocking(clean, data, settings.photo_pixels)
            except TooManyPixels:
                raise Refusal(413, PHOTO_TOO_LARGE) from None
            except Unreadable:
                raise Refusal(422, NOT_A_PHOTO) from None
        photo = await services.blocking(_keep, services, session, client_id, picture)
    services.bells.ring(session.conversation)
    return _answer(request, photo, 201)


def _answer(request: Request, photo: Photo, status: int) -> HTTPResponse:
    shown = {
        "id": photo.client_id,
        "width": photo.width,
        "height": photo.height,
        "reference": photo.reference,
    }
    return json_response(shown, status=status, headers=headers_for(request))


def _check(services: Services, session: Session, client_id: str, address: str) -> Photo | None:
    """Before the body is read: the photo if it is here already. Raises Refusal."""
    now = utc_now()
    check_open(services.store, session, now)
    services.limits.photo(address, now)
    with services.store.transaction() as tx:
        if known := tx.photos.get(session.conversation, client_id):
            return known
        _check_room(services, tx, session)
        if not wanted(row["decision"] for row in tx.records.decisions(session.conversation)):
            raise Refusal(409, NO_PHOTO_HERE)
    return None


def _check_room(services: Services, tx: Transaction, session: Session) -> None:
    limit = services.settings.conversation_photos
    if tx.photos.count(session.conversation) >= limit:
        raise Refusal(409, TOO_MANY_PHOTOS.format(limit=limit))


def _keep(services: Services, session: Session, client_id: str, picture: Picture) -> Photo:
    """The photo, the customer's line in the conversation and our thanks, together. Raises Refusal."""
    now, conversation = utc_now(), session.conversation
    with services.store.transaction() as tx:
        take_turns(tx.connection, conversation)
        if known := tx.photos.get(conversation, client_id):
            return known
        _check_room(services, tx, session)
        size = (picture.width, picture.height)
        photo = tx.photos.add(conversation, client_id, session.merchant, size, picture.jpeg, now)
        said = {"id": client_id, "text": PHOTO_SAID, "photo": {"width": size[0], "height": size[1]}}
        append(tx.connection, conversation, "said", [said], now)
        thanks = PHOTO_KEPT.format(reference=photo.reference) if photo.reference else PHOTO_WAITS
        append(
            tx.connection, conversation, "message", [{"text": thanks, "buttons": [], "decisions": []}], now
        )
    return photo
