"""What anybody reads when a request finds no route or fails: a sentence in French, never a stack trace."""

from __future__ import annotations

import logging

from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from bot.channels import metrics
from bot.channels.bodies import drop_body
from bot.channels.origins import headers_for
from bot.channels.refusals import BUSY, FAILED, NOT_HERE, NOT_SO, TOO_BIG, TOO_SLOW, UNREADABLE, Refusal

logger = logging.getLogger(__name__)
WORDS = {404: NOT_HERE, 405: NOT_SO, 408: TOO_SLOW, 413: TOO_BIG, 417: UNREADABLE}


async def refuse(request: Request, refusal: Refusal) -> HTTPResponse:
    await drop_body(request)
    metrics.REFUSED.labels(str(refusal.status)).inc()
    headers = headers_for(request)
    if refusal.retry_after is not None:
        headers["retry-after"] = str(refusal.retry_after)
    return json_response({"error": refusal.message}, status=refusal.status, headers=headers)


async def answer_error(request: Request, error: Exception) -> HTTPResponse:
    """For every exception that no route handles itself."""
    if isinstance(error, Refusal):
        return await refuse(request, error)
    if isinstance(error, (OperationalError, NoConnection)):  # the database is away, or all too busy
        logger.warning("The database did not serve a request: %s", str(error).splitlines()[0])
        return await refuse(request, Refusal(503, BUSY, retry_after=5))
    return await refuse(request, Refusal(*_told(request, error)))


def _told(request: Request, error: Exception) -> tuple[int, str]:
    status = getattr(error, "status_code", 500) if isinstance(error, SanicException) else 500
    if request.method == "NONE":  # Sanic's stand-in for a request whose head was not understood or came late
        return (
            (408, TOO_SLOW)
            if status in (408, 503)
            else (413, TOO_BIG)
            if status == 413
            else (400, UNREADABLE)
        )
    if status >= 500:
        logger.error(
            "A request to %s failed.", request.path.encode("unicode_escape").decode(), exc_info=error
        )
        return status, FAILED
    return status, WORDS.get(status, UNREADABLE)
