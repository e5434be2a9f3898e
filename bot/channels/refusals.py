"""Refusing a request: a status and a kind French sentence, as JSON."""

from __future__ import annotations

from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels import metrics

NO_SESSION = "Votre session a expiré. Rechargez la page pour reprendre la conversation."
UNREADABLE = "Cette demande est illisible."
UNKNOWN_MERCHANT = "Cette boutique n'est pas connue ici."
UNKNOWN_CUSTOMER = "Ce client n'est pas connu de cette boutique."
TOO_LONG = "Votre message est un peu long : pouvez-vous le dire en {limit} caractères au plus ?"
EMPTY = "Votre message est vide."
TOO_FAST = "Un instant, s'il vous plaît : je réponds d'abord à vos messages précédents."
ELSEWHERE = "Ce site n'est pas autorisé à ouvrir une conversation."
BUSY = "Nous ne pouvons pas prendre votre message pour le moment. Réessayez dans quelques instants."


class Refusal(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def refuse(_request: Request, refusal: Refusal) -> HTTPResponse:
    metrics.REFUSED.labels(str(refusal.status)).inc()
    return json_response({"error": refusal.message}, status=refusal.status)


def body_of(request: Request) -> dict[str, Any]:
    """The JSON object of a request. Raises Refusal."""
    try:
        body = request.json
    except Exception:  # Sanic's InvalidUsage, and for some bytes a UnicodeDecodeError or RecursionError
        raise Refusal(400, UNREADABLE) from None
    if not isinstance(body, dict):
        raise Refusal(400, UNREADABLE)
    return body


def text_of(body: dict[str, Any], name: str, longest: int, required: bool = True) -> str | None:
    """A text field. Raises Refusal."""
    value = body.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str) or not value or len(value) > longest:
        raise Refusal(400, UNREADABLE)
    return value
