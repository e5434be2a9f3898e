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
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.words import fold
from bot.orders.model import Line, Order
from bot.policies.decide import decide
from bot.policies.french import typeset
from bot.policies.labels import STAGE
from bot.policies.status import headline
from bot.policies.vocabulary import OPTIONAL_ORDER, ORDER_TOPICS

_FILE = Path(__file__).with_name("supposing.yml")
_OPENS = re.compile(
    r"^(?:(?:et|ok|d accord|mais|alors|bon|ah|merci|oui|du coup|dans ce cas|donc|euh|que se passe t il|"
    r"qu est ce qui se passe|il se passe quoi|ca change quoi|(?:je|on) fais?t? quoi|comment ca se passe) )*"
    r"(?:si|au cas ou|imaginons que|admettons que|et quand) "
)
_THING = (
    r"(?:elle|il|c|ca|tout|(?:ma|la|cette) commande|(?:mon|le|ce) colis|l article|les articles|elles|ils|on|"
    r"je l|j|je)"
)
_IS = (
    r"(?: (?:passe|passait|part|est|etait|serait|soit|a ete|avait ete|sont|etaient|a|avait|avez|ai|"
    r"viens de|ont ete|la|l|deja))+"
)
_LATER = {
    r"\b(?:demain)\b": timedelta(days=1),
    r"\b(?:apres demain)\b": timedelta(days=2),
    r"\b(?:la semaine prochaine|dans une semaine)\b": timedelta(days=7),
}
_IN = re.compile(r"\bdans (\d{1,3}) (h|heures?|jours?|semaines?)\b")
_UNITS = {"h": timedelta(hours=1), "j": timedelta(days=1), "s": timedelta(days=7)}


@lru_cache(maxsize=1)
def _stages() -> dict[str, re.Pattern[str]]:
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return {
        stage: re.compile(rf"\b{_THING}{_IS} (?:deja |bien |quand meme )*(?:{'|'.join(entries)})")
        for stage, entries in lists.items()
    }


def opens_so(message: str) -> bool:
    """Whether a message begins with a supposition."""
    return bool(_OPENS.match(fold(message)))


def answered(talk: Talk) -> bool:
    """Whether the message supposes another state of the order, or another day, and was answered for it."""
    text = fold(talk.message.text)
    if not _OPENS.match(text) or re.search(r"\b(n|ne)\b.*\bpas\b|\bpas encore\b", text):
        return False
    topic = talk.state.topic
    read = understand(talk.message).topic
    if read in ORDER_TOPICS and (topic is None or len(text.split()) > 8):
        topic = read
    stage = next((stage for stage, pattern in _stages().items() if pattern.search(text)), None)
    later = _later(text)
    if topic not in ORDER_TOPICS or topic in OPTIONAL_ORDER or not (stage or later):
        return False
    talk.state.open_topic(topic, talk.message.text)
    order = orders.known_order(talk)
    if order is None:
        inform_only(talk)  # the rule in general tells every state
    else:
        _tell(talk, topic, order, stage, later)
    return True


def _tell(talk: Talk, topic: str, order: Order, stage: str | None, later: timedelta) -> None:
    supposed = replace(order, stage=stage, lines=_lines(order)) if stage else order
    case = replace(case_for(talk, topic, order), order=supposed, now=talk.now + later)
    answer = decide(talk.pack, case)
    for decision in answer.decisions:
        facts = {**decision.facts, "supposed": stage or (talk.now + later).isoformat()}
        talk.decisions.append(replace(decision, facts=facts, plan=None))
    head = typeset(headline(supposed, case.now))
    told = answer.text.replace(head, "", 1).strip() or answer.text
    talk.state.focus = order.number
    key = "supposing" if stage else "supposing_later"
    talk.say(
        talk.words(
            key,
            told=told,
            supposed=STAGE[stage or order.stage],
            really=STAGE[order.stage],
            number=order.number,
        )
    )


def _lines(order: Order) -> tuple[Line, ...]:
    return tuple(replace(line, stage=None) for line in order.lines)


def _later(text: str) -> timedelta:
    if found := _IN.search(text):
        return int(found[1]) * _UNITS[found[2][0]]
    return next((delay for words, delay in reversed(_LATER.items()) if re.search(words, text)), timedelta())
