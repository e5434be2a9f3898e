"""A yes that names an act is a yes to that act only."""

from __future__ import annotations

import pytest

from bot.dialogue.named_act import names_another

TICKET, RETURN, INCIDENT = [["open_ticket"]], [["open_return"]], [["open_incident"]]


@pytest.mark.parametrize("words", ["bon ok pour le retour", "ok pour l'incident", "oui envoyez le mail"])
def test_another_act_is_named(words: str) -> None:
    assert names_another(words, TICKET, "refund_request")


@pytest.mark.parametrize(
    ("words", "acts", "topic"),
    [
        ("ok pour le ticket", TICKET, "refund_request"),
        ("oui pour le retour", RETURN, "damaged_item"),
        ("ok pour le retour", INCIDENT, "return_item"),
        ("oui ouvrez l'incident", INCIDENT, "cancel_order"),
        ("oui j'ai le mail", TICKET, "confirmation_missing"),
        ("oui", TICKET, "refund_request"),
    ],
)
def test_what_is_offered_is_named_or_nothing_is(words: str, acts: list[list[str]], topic: str) -> None:
    assert not names_another(words, acts, topic)
