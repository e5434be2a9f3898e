"""What a browser gets of the assistant's message: what the window shows, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.photos.wanted import wanted

# Of an offer: what it is and the amounts its text names. Never the e-mail address or the description in it.
OFFER = ("effect", "amount", "billed")
# Of a card: named one by one, so that what is added to it for others stays behind.
CARD = ("number", "stage", "label", "ordered_at", "total", "credit")
LINE = ("name", "qty", "amount", "label")
PARCEL = ("carrier", "tracking", "articles")
STEP = ("status", "label", "at", "state")


def public_message(message: Mapping[str, Any]) -> dict[str, Any]:
    """`message` is what Rasa hands an output channel: text, buttons and our key `relais`.

    Returns {"text", "buttons": [{"title"}], "decisions": [{"clauses", "outcome", "source", "offer"}]}, and
    "card" where the answer is about one order (bot/dialogue/cards.py makes it), "photo": True where a photo
    would be of use.
    """
    beside = message.get("relais") or {}
    decisions = beside.get("decisions") or ()
    shown: dict[str, Any] = {
        "text": str(message.get("text") or ""),
        "buttons": [{"title": str(button.get("title", ""))} for button in message.get("buttons") or ()],
        "decisions": [public_decision(decision) for decision in decisions],
    }
    if beside.get("card"):
        shown["card"] = public_card(beside["card"])
    if wanted(decisions):
        shown["photo"] = True
    return shown


def public_decision(decision: Mapping[str, Any]) -> dict[str, Any]:
    offer = decision.get("offer")
    return {
        "clauses": list(decision.get("clauses") or ()),
        "outcome": decision.get("outcome"),
        "source": decision.get("source"),
        "offer": {name: offer[name] for name in OFFER if name in offer} if offer else None,
    }


def public_card(card: Mapping[str, Any]) -> dict[str, Any]:
    parcels = [
        _only(parcel, PARCEL) | {"steps": [_only(step, STEP) for step in parcel["steps"]]}
        for parcel in card["parcels"]
    ]
    return _only(card, CARD) | {"lines": [_only(line, LINE) for line in card["lines"]], "parcels": parcels}


def _only(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values.get(name) for name in names}


def silent(message: Mapping[str, Any]) -> bool:
    """Whether the message only says that nothing is to be said: a person has the conversation."""
    return bool((message.get("relais") or {}).get("silent"))


def failed(message: Mapping[str, Any]) -> bool:
    """Whether the message stands for an answer that did not come (bot/seams marks it)."""
    return bool((message.get("relais") or {}).get("failed"))
