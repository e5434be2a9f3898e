"""Hypotheticals: "et si elle est déjà partie ?" is answered for the supposed state; nothing is offered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.dialogue import lines, orders
from bot.dialogue.answer import case_for, inform_only
from bot.dialogue.later import WHEN, later
from bot.dialogue.moments import bare_day, once, stages
from bot.dialogue.supposed_carrier import sent_by_another
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.words import fold
from bot.made_once import made_once
from bot.orders.model import Order, Scan
from bot.policies.decide import decide
from bot.policies.french import typeset
from bot.policies.labels import STAGE
from bot.policies.status import headline
from bot.policies.vocabulary import OPTIONAL_ORDER, ORDER_TOPICS

NOT_LEFT = "paid"  # the stage supposed of what has not left
BEFORE_LEAVING = ("cart", "awaiting_payment", "paid", "in_production", "finished", "ready")
_OPENS = re.compile(
    r"^(?:(?:et|ok|d accord|mais|alors|bon|ah|merci|oui|du coup|dans ce cas|donc|euh|que se passe t il|"
    r"qu est ce qui se passe|il se passe quoi|ca change quoi|(?:je|on) fais?t? quoi|comment ca se passe) )*"
    rf"(?:{WHEN} )?(?:si|s(?= ils? )|au cas ou|imaginons que|admettons que|et quand) "
)
_THING = (
    r"(?:elle|il|c|ca|tout|(?:ma|la|cette) commande|(?:mon|le|ce) colis|l article|les articles|elles|ils|on|"
    r"je l[ae]s?|je l|j|je|(?:la|le|les|l|mon|ma|mes) \w+)"
)
_IS = (
    r"(?: (?:passe|passait|part|est|etait|serait|soit|a ete|avait ete|sont|etaient|a|avait|avez|ai|"
    r"viens de|ont ete|la|l|deja|avais|avait|aurai|aura|auront|sera|seront))+"
)
_NOT_YET = r"(?: n| ne)?{is_} (?:toujours |encore )?pas (?:encore )?"
_LEFT = "dispatched"


@made_once
def _stages() -> dict[str, re.Pattern[str]]:
    return {
        stage: re.compile(rf"\b{_THING}{_IS} (?:deja |bien |quand meme )*(?:{entries})")
        for stage, entries in stages().items()
    }


@made_once
def _not_left() -> re.Pattern[str]:
    return re.compile(rf"\b{_THING}{_NOT_YET.format(is_=_IS)}(?:{stages()[_LEFT]})")


def opens_so(message: str) -> bool:
    """Whether a message begins with a supposition."""
    return bool(_OPENS.match(fold(message)))


def answered(talk: Talk) -> bool:
    """Whether the message supposes another state of the order, or another day, and was answered for it."""
    text = fold(talk.message.text)
    at_once, bare = once(text), bare_day(text)
    if not (at_once or bare or _OPENS.match(text)):
        return False
    negated = re.search(r"\b(n|ne)\b.*\bpas\b|\bpas encore\b|\b(est|etait|serait) pas\b", text)
    topic = talk.state.topic
    read = understand(talk.message).topic
    if read in ORDER_TOPICS and not (at_once or bare) and (topic is None or len(text.split()) > 8):
        topic = read
    stage = at_once or next((stage for stage, pattern in _stages().items() if pattern.search(text)), None)
    if negated:
        stage = NOT_LEFT if _not_left().search(text) else None
    delay = later(text, talk.now)
    order = orders.known_order(talk)
    if order and sent_by_another(talk, topic, order):
        return True
    if topic not in ORDER_TOPICS or topic in OPTIONAL_ORDER or not (stage or delay):
        return False
    if negated and stage and order and order.stage in BEFORE_LEAVING:
        return False  # that is how it stands: answered as it is
    talk.state.open_topic(topic, talk.message.text)
    if order is None:
        inform_only(talk)  # the rule in general tells every state
    else:
        _tell(talk, topic, order, stage, delay)
    return True


def _tell(talk: Talk, topic: str, order: Order, stage: str | None, delay: timedelta) -> None:
    supposed = _as_if(order, stage, talk) if stage else order
    back = stage == NOT_LEFT and order.stage not in BEFORE_LEAVING
    if back:
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
            supposed="encore à expédier" if back else STAGE[stage or order.stage],
            really=STAGE[order.stage],
            number=order.number,
        )
    )


def _as_if(order: Order, stage: str, talk: Talk) -> Order:
    """The order at that stage; of several articles only the one that is named."""
    paid, confirmed = order.paid_at or talk.now, order.confirmed_at or talk.now
    named = {line.id for line in lines.named(order, talk.message.text)}
    if named and stage in ("dispatched", "delivered"):
        some = tuple(replace(line, stage=stage) if line.id in named else line for line in order.lines)
        return replace(order, lines=some)
    every = tuple(replace(line, stage=None) for line in order.lines)
    seen = (Scan(talk.now, stage),) if stage == "delivered" else ()
    parcels = tuple(replace(parcel, events=(*parcel.events, *seen)) for parcel in order.parcels)
    return replace(order, stage=stage, lines=every, parcels=parcels, paid_at=paid, confirmed_at=confirmed)
