"""Whether a domain is empty, asked of each domain once."""

from __future__ import annotations

from rasa.shared.core.domain import Domain

from bot.seams.seam import Seam


def is_empty(self: Domain) -> bool:
    """Upstream's answer; a domain does not change once it is made."""
    if "_relais_empty" not in self.__dict__:
        self.__dict__["_relais_empty"] = DOMAIN_EMPTINESS.original()(self)
    return bool(self.__dict__["_relais_empty"])


DOMAIN_EMPTINESS = Seam(
    owner=Domain,
    name="is_empty",
    replacement=is_empty,
    reason="Every message is checked for intents that the domain does not know, unless the domain is empty: "
    "to see that, an empty one is built and checked, and both are written out as dictionaries.",
    version="3.6.21",
    digest="884be90ef485",
)
