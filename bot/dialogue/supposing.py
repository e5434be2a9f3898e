"""Hypotheticals: "et si elle est déjà partie ?" is answered for the supposed state; nothing is offered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue import orders
from bot.dialogue.answer import case_for, inform_only
from bot.dialogue.later import WHEN, later
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.words import fold
from bot.orders.model import Line, Order
from bot.policies.decide import decide
from bot.policies.french import typeset
from bot.policies.labels import CARRIER, STAGE
from bot.policies.status import headline
from bot.policies.vocabulary import OPTIONAL_ORDER, ORDER_TOPICS

NOT_LEFT = "paid"  # the stage supposed of what has not left
BEFORE_LEAVING = ("cart", "awaiting_payment", "paid", "in_production", "finished", "ready")
_FILE = Path(__file__).with_name("supposing.yml")
_OPENS = re.compile(
    r"^(?:(?:et|ok|d accord|mais|alors|bon|ah|merci|oui|du coup|dans ce cas|donc|euh|que se passe t il|"
    r"qu est ce qui se passe|il se passe quoi|ca change quoi|(?:je|on) fais?t? quoi|comment ca se passe) )*"
    rf"(?:{WHEN} )?(?:si|au cas ou|imaginons que|admettons que|et quand) "
)
_THING = (
    r"(?:elle|il|c|ca|tout|(?:ma|la|cette) commande|(?:mon|le|ce) colis|l article|les articles|elles|ils|on|"
    r"je l|j|je)"
)
_IS = (
    r"(?: (?:passe|passait|part|est|etait|serait|soit|a ete|avait ete|sont|etaient|a|avait|avez|ai|"
    r"viens de|ont ete|la|l|deja))+"
)
_NOT_YET = r"(?: n| ne)?{is_} (?:toujours |encore )?pas (?:encore )?"
_LEFT = "dispatched"
_CARRIERS = {"colissimo": "colissimo", "courrier": "laposte_courrier", "chronopost": "chronopost"}
_BY = re.compile(
    r"\b(?:c|ce|il|elle|(?:le|mon|ce) colis|je l|on l|j|l|envoi|envoye) ?"
    r"(?:etait|serait|est|soit|aurait ete|avais|avait|ete|envoye|expedie|mis|parti|par|en|du|un|la poste| )+"
    r" (colissimo|courrier|chronopost)\b"
)


@lru_cache(maxsize=1)
def _stages() -> dict[str, re.Pattern[str]]:
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return {
        stage: re.compile(rf"\b{_THING}{_IS} (?:deja |bien |quand meme )*(?:{'|'.join(entries)})")
        for stage, entries in lists.items()
    }


@lru_cache(maxsize=1)
def _not_left() -> re.Pattern[str]:
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return re.compile(rf"\b{_THING}{_NOT_YET.format(is_=_IS)}(?:{'|'.join(lists[_LEFT])})")


def opens_so(message: str) -> bool:
    """Whether a message begins with a supposition."""
    return bool(_OPENS.match(fold(message)))


def answered(talk: Talk) -> bool:
    """Whether the message supposes another state of the order, or another day, and was answered for it."""
    text = fold(talk.message.text)
    if not _OPENS.match(text):
        return False
    negated = re.search(r"\b(n|ne)\b.*\bpas\b|\bpas encore\b|\b(est|etait|serait) pas\b", text)
    topic = talk.state.topic
    read = understand(talk.message).topic
    if read in ORDER_TOPICS and (topic is None or len(text.split()) > 8):
        topic = read
    stage = next((stage for stage, pattern in _stages().items() if pattern.search(text)), None)
    if negated:
        stage = NOT_LEFT if _not_left().search(text) else None
    delay = later(text, talk.now)
    order = orders.known_order(talk)
    by = _BY.search(text)
    if by and order and _by_another(talk, topic, order, _CARRIERS[by[1]]):
        return True
    if topic not in ORDER_TOPICS or topic in OPTIONAL_ORDER or not (stage or delay):
        return False
    if stage == NOT_LEFT and order and order.stage in BEFORE_LEAVING:
        return False  # that is how it stands: answered as it is
    talk.state.open_topic(topic, talk.message.text)
    if order is None:
        inform_only(talk)  # the rule in general tells every state
    else:
        _tell(talk, topic, order, stage, delay)
    return True


def _by_another(talk: Talk, topic: str | None, order: Order, carrier: str) -> bool:
    """ "et si c'était un courrier ?", where the merchant's rule depends on the carrier."""
    table = talk.pack.tables.get(topic or "")
    others = [parcel for parcel in order.parcels if parcel.carrier != carrier]
    if topic is None or table is None or "carrier" not in table.facts or not others:
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


def _tell(talk: Talk, topic: str, order: Order, stage: str | None, delay: timedelta) -> None:
    supposed = replace(order, stage=stage, lines=_lines(order)) if stage else order
    if stage == NOT_LEFT:
        supposed = replace(supposed, parcels=())
    case = replace(case_for(talk, topic, order), order=supposed, now=talk.now + delay)
    answer = decide(talk.pack, case)
    for decision in answer.decisions:
        facts = {**decision.facts, "supposed": stage or (talk.now + delay).isoformat()}
        talk.decisions.append(replace(decision, facts=facts, plan=None))
    head = typeset(headline(supposed, case.now))
    told = answer.text.replace(head, "", 1).strip() or answer.text
    talk.state.focus = order.number
    key = "supposing" if stage else "supposing_later"
    talk.say(
        talk.words(
            key,
            told=told,
            supposed="encore à expédier" if stage == NOT_LEFT else STAGE[stage or order.stage],
            really=STAGE[order.stage],
            number=order.number,
        )
    )


def _lines(order: Order) -> tuple[Line, ...]:
    return tuple(replace(line, stage=None) for line in order.lines)
