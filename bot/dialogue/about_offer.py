"""A question about the open offer: what it costs, how long it takes, what a no means. The offer stays open.

It is answered from the decision that made the offer: by the sentences of its own reply that speak of it,
and by what every offer has in common. Where neither says anything, Relais says so and invents nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue import offers, yes_no
from bot.dialogue.buttons import yes_no as yes_no_buttons
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.words import fold
from bot.made_once import made_once

LONGEST = 14  # words
SHORT = 7  # words, where only the NLU says what is asked
TOLD = 2  # sentences repeated of the reply, at most
_FILE = Path(__file__).with_name("about_offer.yml")
# What a sentence of the reply must speak of to answer; and what shows that it tells something else.
_SPEAKS = {
    "cost": re.compile(r"sans frais|factur|gratuit"),
    "time": re.compile(
        r"(?<!\sà\s)\b\d+\s(?:h|jours?|mois)\b"
        r"|au plus tard|au plus vite|rapidement|ensuite le remboursement|plusieurs (?:jours|semaines)"
    ),
    "money": re.compile(r"€|\b(?:un|d'|en|par) ?avoir\b|rembours|factur"),
    "who": re.compile(r"vendeur|équipe|ingénieur|service client|Service Clients|une personne"),
    "mail": re.compile(r"e-mail|recontacte|vous répond|revient vers vous|avertir"),
}
_ELSEWHERE = {
    "time": re.compile(r"depuis|dépass|passés|comptez|prévue|aurait dû|il y a|valid|valable"),
    "money": re.compile(r"^Votre commande \S+ du "),
}
_ASIDE = ("out_of_scope", "payment_methods")
_MONEY = re.compile(r"\b(cout\w*|gratuit\w*|frais|payant\w*|payer|paye|tarifs?|cher)\b")
_OTHER_MATTER = re.compile(r"\b(livr\w+|colis|expedi\w+|carte|paypal|virement|cheque|code|promo\w*)\b")
_AS_SMS = re.compile(r"\b(?:cb|cmb|cbien|cmbien|combien|kombien) (?:de |d )?(?:tps|tmp|tmps|temps)\b")
_AT_ONCE = frozenset(("cancel_with_credit", "send_email"))  # nobody else has to do anything afterwards


@made_once
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    any_of = {name: "|".join(f"(?:{entry})" for entry in entries) for name, entries in lists.items()}
    around = any_of.pop("around")
    return {
        name: re.compile(rf"(?:(?:{around}) )*(?:{entries})(?: (?:{around}))*")
        for name, entries in any_of.items()
    }


def asked(message: str) -> str | None:
    """What the message asks about an offer, by the names of about_offer.yml; ``arrives`` is the time of an
    e-mail, ``wait`` asks for time to think. None when it is something else, or more than that."""
    text = _AS_SMS.sub("combien de temps", fold(message))
    if len(text.split()) > LONGEST:
        return None
    return next((name for name, pattern in _patterns().items() if pattern.fullmatch(text)), None)


def _as_read(talk: Talk) -> str | None:
    """A short question of which the NLU names a general topic that the merchant says nothing of: it is about
    the offer, as long as no word of another matter is in it."""
    text, topic = fold(talk.message.text), understand(talk.message).topic
    if topic == "refund_time" and topic not in talk.pack.tables and len(text.split()) <= LONGEST:
        return "refund_when"
    if len(text.split()) > SHORT or topic in talk.pack.tables or _OTHER_MATTER.search(text):
        return None
    if (
        topic == "delivery_time"
        and talk.state.topic != topic
        and not re.match(r"(?:(?:et|mais|ok|oui) )*si ", text)
    ):
        return "time"
    return "cost" if topic in (*_ASIDE, None) and _MONEY.search(text) and "?" in talk.message.text else None


def answered(talk: Talk) -> bool:
    """Whether the message asks about the open offer, and was answered so."""
    offer = talk.state.offer
    about = asked(talk.message.text) or (_as_read(talk) if offer else None)
    read = yes_no.read(talk.message.text)
    others = (yes_no.YES, yes_no.UNCLEAR) if about == "wait" else (yes_no.NO,)  # "non attendez" asks for time
    if offer is None or about is None or read in others:
        return False
    if about == "arrives":
        if any(act[0] != "send_email" for act in offer.acts):
            return False
        about = "time"
    if about == "refund_when":
        if "refund_time" in talk.pack.tables or any(act[0] == "open_ticket" for act in offer.acts):
            return False
        about = "time"
    answer, _ = offers.decided_again(talk, offer)
    if offers.acts_of(talk, answer) != offer.acts:
        offers.ask_again(talk)  # the state moved meanwhile, which is told
        return True
    talk.decisions += answer.decisions
    acts = [plan.does for plan in answer.plans]
    told = told_of(about, answer.text)
    if about == "time":
        later = _AT_ONCE.issuperset(act[0] for act in offer.acts)
        text = talk.words("offer_time", told=told, later=not later)
    elif about in _SPEAKS:
        ticket = any(act[0] == "open_ticket" for act in offer.acts)
        text = told or talk.words("offer_reference" if about == "mail" and ticket else "offer_unwritten")
    else:
        written = any(decision.clauses for decision in answer.decisions)
        text = talk.words(f"offer_{about}", written=written, effects={act[0] for act in offer.acts})
    key = "offer_at_hand" if about == "wait" else "offer_stands"
    talk.say(f"{text}\n\n{talk.words(key, acts=acts)}", yes_no_buttons())
    return True


def told_of(about: str, text: str) -> str:
    """The sentences of a reply that speak of it."""
    speaks, elsewhere = _SPEAKS.get(about), _ELSEWHERE.get(about)
    if speaks is None:
        return ""
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text)]
    found = [one for one in sentences if speaks.search(one) and not (elsewhere and elsewhere.search(one))]
    return " ".join(found[:TOLD])
