"""What a browser gets of the assistant's message: what the window shows, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Of an offer: what it is and the amounts its text names. Never the e-mail address or the description in it.
OFFER = ("effect", "amount", "billed")


def public_message(message: Mapping[str, Any]) -> dict[str, Any]:
    """`message` is what Rasa hands an output channel: text, buttons and our key `relais`.

    Returns {"text", "buttons": [{"title"}], "decisions": [{"clauses", "outcome", "source", "offer"}]}.
    """
    decisions = (message.get("relais") or {}).get("decisions") or ()
    return {
        "text": str(message.get("text") or ""),
        "buttons": [{"title": str(button.get("title", ""))} for button in message.get("buttons") or ()],
        "decisions": [public_decision(decision) for decision in decisions],
    }


def public_decision(decision: Mapping[str, Any]) -> dict[str, Any]:
    offer = decision.get("offer")
    return {
        "clauses": list(decision.get("clauses") or ()),
        "outcome": decision.get("outcome"),
        "source": decision.get("source"),
        "offer": {name: offer[name] for name in OFFER if name in offer} if offer else None,
    }


def failed(message: Mapping[str, Any]) -> bool:
    """Whether the message stands for an answer that did not come (bot/seams marks it)."""
    return bool((message.get("relais") or {}).get("failed"))
