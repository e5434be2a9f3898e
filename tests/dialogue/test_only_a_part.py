"""A wish to cancel a part of an order, where the documents know the whole only."""

from __future__ import annotations

import pytest

from bot.orders.store import Store
from tests.dialogue.test_context import text_of
from tests.dialogue.test_turns import say
from tests.effects.acts import put_order

WHOLE_ONLY = "l'annulation de toute la commande, pas d'une partie"


@pytest.mark.parametrize(
    "words", ["annulez un seul des deux livres", "je voudrais annuler une partie de ma commande"]
)
def test_what_is_offered_is_said_to_be_the_whole(memory_store: Store, words: str) -> None:
    put_order(memory_store)
    assert WHOLE_ONLY in text_of(say(memory_store, words, ("cancel_order", 0.99)))


def test_a_later_wish_for_the_whole_is_not_taken_for_a_part(memory_store: Store) -> None:
    put_order(memory_store)
    say(memory_store, "annulez un seul des deux livres", ("cancel_order", 0.99))
    say(memory_store, "quand sera-t-elle livrée ?", ("order_status", 0.99))
    assert WHOLE_ONLY not in text_of(say(memory_store, "bon annulez la commande", ("cancel_order", 0.99)))
