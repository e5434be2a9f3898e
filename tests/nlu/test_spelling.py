"""Slips are mended, words are left alone."""

import pytest

from bot.nlu.lexicon import load_lexicon
from bot.nlu.normalise import normalise
from bot.nlu.spelling import Speller

SEEN = ["mon remboursement arrive quand", "je veux un remboursement", "la commande est cassée"] * 6 + [
    "ma farde est là"
] * 3


@pytest.fixture
def speller() -> Speller:
    learned = Speller()
    learned.learn([normalise(text, load_lexicon()) for text in SEEN])
    return learned


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("rembuorsement", "remboursement"),
        ("rembousement", "remboursement"),
        ("remboursementt", "remboursement"),
        ("casee", "cassee"),
        ("remboursement", "remboursement"),
        ("farde", "farde"),  # rarer than common, but seen often enough to be a word
        ("rmbrsmt", "rmbrsmt"),
        ("uqe", "uqe"),
        ("204001", "204001"),
    ],
)
def test_a_word_one_slip_away_is_read_as_the_common_one(speller: Speller, typed: str, read: str) -> None:
    assert speller.word(typed) == read


def test_both_forms_of_a_message_are_mended(speller: Speller) -> None:
    message = speller.corrected(normalise("mon rembuorsement !", load_lexicon()))
    assert message.folded == "mon remboursement !"
    assert message.accented == "mon remboursement !"


def test_a_message_without_slips_stays_the_same_object(speller: Speller) -> None:
    message = normalise("je veux un remboursement", load_lexicon())
    assert speller.corrected(message) is message
