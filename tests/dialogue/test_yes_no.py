"""Only a clear yes lets Relais act: many wordings of yes, no and of what is neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.dialogue import yes_no
from bot.dialogue.message import Message
from bot.dialogue.offers import verdict

_LISTS = YAML(typ="safe").load(Path(__file__).with_name("wordings.yml").read_text(encoding="utf-8"))
WORDINGS = [(str(words), name) for name, entries in _LISTS.items() for words in entries]


@pytest.mark.parametrize(("words", "expected"), WORDINGS, ids=[f"{e}: {w}" for w, e in WORDINGS])
def test_wording(words: str, expected: str) -> None:
    assert yes_no.read(words) == (None if expected == "neither" else expected)


def test_there_are_enough_wordings_and_none_twice() -> None:
    assert len(WORDINGS) >= 120
    assert len({words for words, _ in WORDINGS}) == len(WORDINGS)


@pytest.mark.parametrize("words", [f"{yes} {rest}" for yes in ("oui", "ok", "d'accord") for rest in (
    "mais pas tout de suite", "sauf la deuxième", "si c'est gratuit", "je vais y réfléchir", "ne faites rien"
)])  # fmt: skip
def test_a_yes_with_a_doubt_never_acts(words: str) -> None:
    assert yes_no.read(words) != yes_no.YES


def test_a_very_long_yes_says_more_than_yes() -> None:
    assert yes_no.read("oui " + "vraiment " * yes_no.LONGEST_YES) == yes_no.UNCLEAR


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (Message("je suis partant", (("affirm", 0.95),)), yes_no.YES),
        (Message("je suis partant", (("affirm", 0.6),)), yes_no.UNCLEAR),
        (Message("partant mais plus tard", (("affirm", 0.99),)), yes_no.UNCLEAR),
        (Message("je suppose que oui", (("affirm", 0.99),)), yes_no.UNCLEAR),
        (Message("cela ne m'intéresse guère", (("deny", 0.6),)), yes_no.NO),
        (Message("on arrête", (("stop", 0.6),)), yes_no.NO),
        (Message("quel temps", (("affirm", 0.3), ("deny", 0.2))), None),
        (Message("non", (("affirm", 0.99),)), yes_no.NO),
        (Message("/affirm", (("affirm", 1.0),)), yes_no.UNCLEAR),
        (Message("où est mon colis", (("order_status", 0.9),)), None),
    ],
)
def test_the_model_helps_only_where_the_words_are_unknown(message: Message, expected: str | None) -> None:
    assert verdict(message) == expected


@pytest.mark.timeout(5)
def test_a_message_of_nothing_but_ok_is_read_at_once() -> None:
    assert yes_no.read("ok merci " * 500 + "x") == yes_no.UNCLEAR
