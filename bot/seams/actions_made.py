"""Actions by their name, made once for a domain and an action server."""

from __future__ import annotations

from typing import Any

from rasa.core.actions import action
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.seams.seam import Seam

# What these know is their name and their endpoint; a form, say, keeps more.
_KNOW_NOTHING = (action.RemoteAction, action.ActionListen, action.ActionExtractSlots)


def action_for_name_or_text(
    action_name_or_text: str, domain: Domain, action_endpoint: EndpointConfig | None
) -> Any:
    """Upstream's action, the same one again where it knows nothing of a turn."""
    made: dict[str, tuple[EndpointConfig | None, Any]] = domain.__dict__.setdefault("_relais_actions", {})
    endpoint, found = made.get(action_name_or_text, (None, None))
    if found is None or endpoint is not action_endpoint:
        found = ACTIONS_MADE.original()(action_name_or_text, domain, action_endpoint)
        if type(found) in _KNOW_NOTHING:
            made[action_name_or_text] = (action_endpoint, found)
    return found


ACTIONS_MADE = Seam(
    owner=action,
    name="action_for_name_or_text",
    replacement=action_for_name_or_text,
    reason="Three times a turn every default action is made, some fifteen, to find one by its name.",
    version="3.6.21",
    digest="a63fb2d066ef",
)
