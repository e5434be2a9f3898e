"""Messages that mean something only after what was just said: "et pour l'autre ?", "c'est quoi déjà"."""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue import about_ticket, resolved, supposing, yes_no
from bot.dialogue.answer import go_on
from bot.dialogue.buttons import human
from bot.dialogue.other_article import other_article
from bot.dialogue.other_code import another_code
from bot.dialogue.other_line import other_line, other_parcel
from bot.dialogue.other_order import other_order
from bot.dialogue.state import OFFER, TOPIC
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.made_once import made_once

_FILE = Path(__file__).with_name("context.yml")
_LONGEST = 12  # words


@made_once
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    any_of = {name: "(?:" + "|".join(entries) + ")" for name, entries in lists.items()}
    return {
        "again": re.compile(rf"(?:{any_of['again_opening']} )*{any_of['again']}"),
        "still_nothing": re.compile(any_of["still_nothing"]),
        "elsewhere": re.compile(any_of["elsewhere"]),
        "taken_back": re.compile(rf"\b{any_of['taken_back']}\b"),
        "after_all": re.compile(rf"\b{any_of['after_all']}\b"),
        "its_number": re.compile(rf"\b{any_of['its_number']}\b"),
        "do_that": re.compile(rf"(?<!pas )(?<! n )\b{any_of['do_that']}\b"),
        "do_it": re.compile(rf"\b{any_of['do_it']}\b"),
        "kept_after_all": re.compile(rf"\b{any_of['kept_after_all']}\b"),
    }


def understood_from_context(talk: Talk) -> bool:
    """Whether the message only makes sense after what was said, and was answered so."""
    if len(talk.message.text.split()) > _LONGEST and not supposing.opens_so(talk.message.text):
        return resolved.answered(talk)
    return (
        resolved.answered(talk)
        or supposing.answered(talk)
        or other_order(talk)
        or other_line(talk)
        or other_parcel(talk)
        or other_article(talk)
        or _number_again(talk)
        or about_ticket.answered(talk)
        or _said_again(talk)
        or _still_nothing(talk)
        or _elsewhere(talk)
        or another_code(talk)
        or _taken_back(talk)
        or _after_all(talk)
    )


def _said_again(talk: Talk) -> bool:
    """What was answered last is answered once more; what is asked is not: that has its own words."""
    if talk.state.topic is None or talk.state.awaiting not in (None, OFFER):
        return False
    if talk.state.done or not _patterns()["again"].fullmatch(fold(talk.message.text)):
        return False
    go_on(talk)
    return True


def _number_again(talk: Talk) -> bool:
    """ "c'est quoi le numéro déjà ?" after a ticket: what was done is said once more, with its number."""
    state, text = talk.state, fold(talk.message.text)
    of_it = _patterns()["its_number"].search(text)
    if state.awaiting or not (of_it or (state.done and _patterns()["again"].fullmatch(text))):
        return False
    if not state.done and not state.ticket:
        return False
    talk.decide("smalltalk", topic=state.topic, order=state.focus)
    talk.say(state.done or talk.words("ticket_number", ticket=state.ticket))
    return True


def _still_nothing(talk: Talk) -> bool:
    """ "toujours rien", after an e-mail was sent: that e-mail, and no parcel."""
    state = talk.state
    of_mail = state.topic in ("confirmation_missing", "tracking_number") and bool(state.done)
    if not of_mail or not _patterns()["still_nothing"].fullmatch(fold(talk.message.text)):
        return False
    state.done = ""
    go_on(talk)
    return True


def _elsewhere(talk: Talk) -> bool:
    """ "et en Suisse ?" after the delivery times, which are told for every zone."""
    if talk.state.topic != "delivery_time" or talk.state.awaiting:
        return False
    if not _patterns()["elsewhere"].fullmatch(fold(talk.message.text)):
        return False
    go_on(talk)
    return True


def _taken_back(talk: Talk) -> bool:
    """ "finalement non" after the act: nothing can be undone here, but a person may."""
    state = talk.state
    if not state.done or state.awaiting:
        return False
    text = fold(talk.message.text)
    refused = yes_no.read(talk.message.text) == yes_no.NO  # "non merci" after the act wants nothing more
    if not (refused and _patterns()["taken_back"].search(text)) and not _kept(text):
        return False
    talk.decide("declined", topic=state.topic, order=state.focus)
    talk.say(talk.words("too_late", done=state.done), [human()])
    return True


def _kept(text: str) -> bool:
    """ "finalement je veux la garder" """
    return bool(_patterns()["kept_after_all"].search(text) and _patterns()["taken_back"].search(text))


def _after_all(talk: Talk) -> bool:
    """ "finalement oui" after a no: the offer is made once more, for the state as it is now."""
    state = talk.state
    if state.awaiting not in (None, TOPIC) or not state.declined or state.declined != state.topic:
        return False
    said = fold(talk.message.text)
    asks = yes_no.read(talk.message.text) == yes_no.YES and _patterns()["do_it"].search(said)
    if asks or _patterns()["do_that"].search(said):
        go_on(talk)
        return True
    rest = " ".join(_patterns()["after_all"].sub(" ", said).split())
    if rest == said or (rest and yes_no.read(rest) != yes_no.YES):
        return False
    if not rest and not {"si"} & set(said.split()):
        return False  # "bon", "en fait" alone say nothing
    go_on(talk)
    return True
