"""A message that equals an offered button's title, or its number in the list, presses it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.state import ORDER, Button, State
from bot.dialogue.words import fold

YES_BUTTON, NO_BUTTON, HUMAN_BUTTON = "Oui, allez-y", "Non merci", "Parler à une personne"
_ORDINALS = {
    word: place
    for place, words in enumerate(
        (
            "premier premiere 1er 1ere",
            "deuxieme second seconde 2e 2eme",
            "troisieme 3e 3eme",
            "quatrieme 4e 4eme",
            "cinquieme 5e 5eme",
        )
    )
    for word in words.split()
}
_NUMBER = re.compile(r"\s*(?:(?:le|la)\s+)?(?:n°|no|numéro|num)?\s*(\d{1,2})\s*[.)]?\s*")
# "La dernière" is the newest order; the list begins with it.
_LAST = {"derniere", "dernier", "recente", "recent"}
_BEFORE = {"avant"}
_OLDEST = {"ancienne", "ancien", "vieille", "vieux"}


def yes_no() -> list[Button]:
    return [Button(YES_BUTTON, "yes"), Button(NO_BUTTON, "no")]


def yes_no_fact() -> list[Button]:
    """Answers to a question about what the customer has done, as against a yes to an offer."""
    return [Button("Oui, c'est fait", "yes"), Button("Pas encore", "no")]


def human() -> Button:
    return Button(HUMAN_BUTTON, "human")


def pressed(state: State, message: str) -> Button | None:
    """The button that the message presses, if any."""
    text = fold(message)
    for button in state.buttons:
        if text and text == fold(button.title):
            return button
    bare = _NUMBER.fullmatch(message.lower())
    if bare:
        return _at(state.buttons, int(bare[1]) - 1)
    if state.awaiting == ORDER:
        return _by_ordinal(state.buttons, text.split())
    return None


def _at(buttons: Sequence[Button], index: int) -> Button | None:
    return buttons[index] if 0 <= index < len(buttons) else None


def _by_ordinal(buttons: Sequence[Button], words: list[str]) -> Button | None:
    """ "la deuxième", "la dernière" among the orders offered; a longer message means something else."""
    orders = [button for button in buttons if button.kind == "order"]
    if len(words) > 5 or not orders:
        return None
    if _LAST & set(words):
        return orders[0] if not _BEFORE & set(words) else _at(orders, 1)
    if "plus" in words and _OLDEST & set(words):
        return orders[-1]
    found = [_ORDINALS[word] for word in words if word in _ORDINALS]
    return _at(orders, found[0]) if found else None
