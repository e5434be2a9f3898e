"""What a supposition names: day ("dans trois jours") or stage ("une fois livrée", "après le paiement")."""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue.later import WHEN
from bot.made_once import made_once

_FILE = Path(__file__).with_name("supposing.yml")
# "et demain ?", "et une fois livrée ?", "et après le paiement ?": a supposition without « si ».
_BARE = re.compile(
    r"(?:(?:et|ok|mais|alors|bon|donc|du coup|sinon) )*"
    rf"(?P<when>{WHEN})(?: (?:alors|svp|ca marche|c est bon))*"
)
_ONCE = re.compile(
    r"(?:(?:et|ok|mais|alors|bon|donc|du coup|sinon) )*(?:une fois|apres|des)"
    r"(?: (?:que|qu|elle|il|c|ce|est|sera|la|le|l|son|mon|ma|deja))* "
    r"(?P<what>\w+)(?: (?:alors|on fait quoi|svp))*"
)
_MOMENTS = {
    r"paiement|reglement": "paid",
    r"expedition|envoi|depart": "dispatched",
    r"livraison|reception": "delivered",
    r"production|fabrication|impression": "in_production",
}


@made_once
def stages() -> dict[str, str]:
    """The words of each stage that can be supposed, as one regular expression."""
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return {stage: "|".join(entries) for stage, entries in lists.items()}


def once(text: str) -> str | None:
    """The stage that « une fois livrée », « après le paiement » alone suppose."""
    found = _ONCE.fullmatch(text)
    if not found:
        return None
    moment = next((stage for words, stage in _MOMENTS.items() if re.fullmatch(words, found["what"])), None)
    return moment or next(
        (stage for stage, one in stages().items() if re.fullmatch(one, found["what"])), None
    )


def bare_day(text: str) -> bool:
    """Whether a message only names a day to come: "et demain ?"."""
    return text.startswith("et ") and bool(_BARE.fullmatch(text))
