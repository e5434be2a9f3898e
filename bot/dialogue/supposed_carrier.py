"""« Et si c'était un courrier ? », where the merchant's rule depends on the carrier."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.answer import case_for
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.orders.model import Order
from bot.policies.decide import decide
from bot.policies.french import typeset
from bot.policies.labels import CARRIER
from bot.policies.status import headline

_CARRIERS = {"colissimo": "colissimo", "courrier": "laposte_courrier", "chronopost": "chronopost"}
_BY = re.compile(
    r"\b(?:c|ce|il|elle|(?:le|mon|ce) colis|je l|on l|j|l|envoi|envoye) ?"
    r"(?:etait|serait|est|soit|aurait ete|avais|avait|ete|envoye|expedie|mis|parti|par|en|du|un|la poste| )+"
    r" (colissimo|courrier|chronopost)\b"
)


def sent_by_another(talk: Talk, topic: str | None, order: Order) -> bool:
    """Whether the message supposes another carrier of the order's parcels, and was answered for it."""
    by = _BY.search(fold(talk.message.text))
    table = talk.pack.tables.get(topic or "")
    if by is None or topic is None or table is None or "carrier" not in table.facts:
        return False
    carrier = _CARRIERS[by[1]]
    others = [parcel for parcel in order.parcels if parcel.carrier != carrier]
    if not others:
        return False
    talk.state.open_topic(topic, talk.message.text)
    supposed = replace(order, parcels=tuple(replace(one, carrier=carrier) for one in others))
    answer = decide(talk.pack, replace(case_for(talk, topic, order), order=supposed))
    for decision in answer.decisions:
        talk.decisions.append(replace(decision, facts={**decision.facts, "supposed": carrier}, plan=None))
    labels = {"supposed": CARRIER[carrier], "really": CARRIER[others[0].carrier]}
    told = answer.text.replace(typeset(headline(supposed, talk.now)), "", 1).strip()
    talk.state.focus = order.number
    talk.say(talk.words("supposing_carrier", told=told, number=order.number, **labels))
    return True
