"""Facts that only the customer can state; the conversation collects them (``said``)."""

from __future__ import annotations

from collections.abc import Callable

from bot.policies.facts.kinds import Fact, flag
from bot.policies.subject import Subject


def _said(name: str) -> Callable[[Subject], bool]:
    def value(s: Subject) -> bool:
        return s.said.get(name, False)

    return value


TALK_FACTS: tuple[Fact, ...] = (
    flag("checked", _said("checked"), "le client dit avoir déjà vérifié"),
    flag("happened_before", _said("happened_before"), "le client dit que cela s'est déjà produit"),
    flag("about_site", _said("about_site"), "le client parle du site ou de son compte"),
    flag("about_billing", _said("about_billing"), "le client parle de l'adresse de facturation"),
    flag(
        "other_motive",
        _said("other_motive"),
        "le client veut rendre un article sans défaut, qui est bien le bon",
    ),
    flag("only_a_part", _said("only_a_part"), "le client ne parle que d'une partie de sa commande"),
    flag("identified", lambda s: s.balance is not None, "le client est identifié"),
)

ASKABLE = tuple(
    fact.name for fact in TALK_FACTS if fact.name != "identified"
)  # only the store knows that one
