"""No middleware for other sites' pages where Rasa itself lets none in: our door has its own (origins.py)."""

from __future__ import annotations

from typing import Any

import rasa.server
from sanic import Sanic

from bot.seams.seam import Seam


def configure_cors(app: Sanic, cors_origins: Any = "") -> None:
    """Upstream's, where `rasa run --cors` names origins."""
    if cors_origins:
        NO_CORS.original()(app, cors_origins)


NO_CORS = Seam(
    owner=rasa.server,
    name="configure_cors",
    replacement=configure_cors,
    reason="Without an origin that may, sanic_cors looks at each request twice and at each response, to "
    "allow nobody.",
    version="3.6.21",
    digest="4eb39526bd4a",
)
