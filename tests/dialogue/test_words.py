"""What asks something, mark or not."""

from __future__ import annotations

import pytest

from bot.dialogue.words import is_question


@pytest.mark.parametrize(
    "text",
    ["vous l'avez ?", "est ce que vous pouvez changer", "Peut-on payer en trois fois", "il est ou en est où"],
)
def test_a_question_is_known_by_its_mark_or_its_words(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text", ["elle bloque toujours au deuxième bac", "changez-la ou remboursez", "ok merci"]
)
def test_a_statement_is_none(text: str) -> None:
    assert not is_question(text)
