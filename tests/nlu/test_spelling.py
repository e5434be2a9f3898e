"""Slips are mended, words are left alone."""

import pytest

from bot.nlu.lexicon import load_lexicon
from bot.nlu.normalise import normalise
from bot.nlu.reader import MessageReader
from bot.nlu.spelling import Speller

SEEN = [
    *["mon remboursement arrive quand", "je veux un remboursement", "la commande est cassée"] * 6,
    *["ma farde est là", "le suivi avance pas", "une salle de bain", "un colis pas reçu"] * 3,
    *["vous me rendez quoi", "vous me vendez quoi", "la vente est finie", "trop vite"] * 3,
]


@pytest.fixture(scope="module")
def speller() -> Speller:
    messages = [normalise(text, load_lexicon()) for text in SEEN]
    reader = MessageReader()
    reader.learn(messages)
    learned = Speller(load_lexicon(), reader)
    learned.learn(messages)
    return learned


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("rembuorsement", "remboursement"),
        ("rembousement", "remboursement"),
        ("remboursementt", "remboursement"),
        ("rmboursemnt", "remboursement"),  # two slips in a long word
        ("remboursement", "remboursement"),
        ("csasee", "cassee"),
        ("farde", "farde"),
        ("cls", "cls"),
        ("vux", "veux"),  # a letter left out of a word of four
        ("bosoir", "bonsoir"),  # known from the lexicon only
        ("arriiiive", "arrive"),
        ("rmbrsmt", "rmbrsmt"),
        ("uqe", "uqe"),
        ("204001", "204001"),
    ],
)
def test_a_mistyped_word_is_read_as_the_known_one(speller: Speller, typed: str, read: str) -> None:
    assert speller.word(typed) == read


@pytest.mark.parametrize("word", ["balle", "malle", "commandant", "salve", "cassette"])
def test_a_word_of_the_dictionary_is_left_alone(speller: Speller, word: str) -> None:
    assert speller.word(word) == word


@pytest.mark.parametrize(
    ("word", "form"), [("suivis", "suivi"), ("cassees", "cassee"), ("arrives", "arrive")]
)
def test_but_for_another_form_of_a_known_word(speller: Speller, word: str, form: str) -> None:
    assert speller.word(word) == form


def test_of_two_words_the_one_is_meant_that_goes_with_its_neighbours(speller: Speller) -> None:
    assert speller.mended("la vnte est finie") == "la vente est finie"
    assert speller.mended("trop vnte") == "trop vite"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("mon rembuorsement !", "mon remboursement !"),
        ("un remboursement, une comamnde.", "un remboursement, une commande."),
        ("l'ariive, d'la comamnde", "l'arrive, d'la commande"),
        ("Rembuorsement ? colis pas rçeu", "remboursement ? colis pas reçu"),
    ],
)
def test_slips_are_mended_beside_punctuation_and_apostrophes(speller: Speller, typed: str, read: str) -> None:
    assert speller.mended(typed) == read


@pytest.mark.parametrize(
    "text",
    [
        "je veux un remboursement",
        "remboursement à comamnde@exemple.fr",
        "demandé à Mme Cassey, à Arive",  # names
        "",
    ],
)
def test_there_is_nothing_to_mend_in_names_addresses_and_clean_text(speller: Speller, text: str) -> None:
    assert speller.mended(text) == text
