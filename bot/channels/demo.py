"""The demo shop and its customers; in demo mode only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse, file
from sanic.response import json as json_response
from sqlalchemy import func, select

from bot.channels.services import Services
from bot.orders.tables import orders

STATIC = Path(__file__).with_name("static")
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FILES = ("shop.js", "shops.js", "shop.css", "bubble.svg")
SHOWN = 12  # customers per merchant in the chooser
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
}


async def page(_request: Request) -> HTTPResponse:
    return await static_file(_request, name="index.html")


async def static_file(_request: Request, name: str) -> HTTPResponse:
    """One of the page's own files; `name` comes from FILES, never from a request."""
    kind = TYPES[Path(name).suffix]
    return await file(STATIC / name, mime_type=f"{kind}; charset=utf-8", headers=HEADERS)


async def customers(request: Request) -> HTTPResponse:
    """{"merchants": [{"key", "name", "customers": [{"email", "orders"}]}]}"""
    services: Services = request.app.ctx.relais
    found = await services.blocking(_customers, services)
    merchants = [
        {"key": key, "name": merchant.name, "customers": found.get(key, [])}
        for key, merchant in services.merchants.items()
    ]
    return json_response({"merchants": merchants})


def _customers(services: Services) -> dict[str, list[dict[str, Any]]]:
    columns = (orders.c.merchant, orders.c.email, func.count().label("orders"))
    query = select(*columns).group_by(orders.c.merchant, orders.c.email)
    found: dict[str, list[dict[str, Any]]] = {}
    with services.store.transaction() as tx:
        for merchant, email, count in tx.connection.execute(
            query.order_by(func.count().desc(), orders.c.email)
        ):
            several = found.setdefault(merchant, [])
            if len(several) < SHOWN:
                several.append({"email": email, "orders": count})
    return found


def is_customer(tx: Any, merchant: str, email: str) -> bool:
    return bool(tx.orders.of_customer(merchant, email, limit=1))
