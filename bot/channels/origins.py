"""Which pages may talk to the door: the browser names the page, and only pages of the list are answered."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.channels.refusals import ELSEWHERE, Refusal
from bot.settings import Settings

ASKED = "authorization, content-type, last-event-id"
EXPOSED = "retry-after"
REMEMBERED = "600"


def check_origin(request: Request, settings: Settings, merchant: str | None) -> None:
    """For None, the page must be allowed for some merchant: the request does not say yet for which.

    Raises Refusal. A request without an origin comes from no page.
    """
    origin = (request.headers.get("origin") or "").rstrip("/")
    if not origin:
        return
    own = {f"http://{request.host}", f"https://{request.host}"}
    if origin not in own and origin not in settings.origins_of(merchant):
        request.ctx.origin = None
        raise Refusal(403, ELSEWHERE)
    request.ctx.origin = origin


def headers_for(request: Request) -> dict[str, str]:
    """What lets the browser hand the answer to the page, where the page is allowed."""
    origin = getattr(request.ctx, "origin", None)
    if not origin:
        return {"vary": "origin"}
    return {
        "vary": "origin",
        "access-control-allow-origin": origin,
        "access-control-expose-headers": EXPOSED,
    }


def preflight(request: Request, settings: Settings) -> HTTPResponse:
    """The browser's question before a page of another site may ask. Raises Refusal."""
    check_origin(request, settings, None)
    allowed = {
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": ASKED,
        "access-control-max-age": REMEMBERED,
    }
    return empty(headers=headers_for(request) | allowed)
