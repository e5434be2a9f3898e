"""Many spellings, one reading."""

import pytest

from bot.nlu.entities.find import find_entities
from bot.nlu.filler import only_informs
from bot.nlu.lexicon import load_lexicon
from bot.nlu.masks import masked
from bot.nlu.normalise import normalise

PAIRS = [
    ("J’ai pas reçu", "j'ai pas reçu"),
    ("j ai pas reçu", "j'ai pas reçu"),
    ("OÙ EST MON COLIS", "où est mon colis"),
    ("svppppp", "svp"),
    ("bjr", "bonjour"),
    ("pourrais-je avoir", "pourrais je avoir"),
    ("co\u200blis per\u200ddu", "colis perdu"),
    ("соlis", "colis"),  # the first two letters are Cyrillic
    ("ｃｏｌｉｓ", "colis"),
    ("c'est où ????", "c'est où ?"),
    ("👍", "oui"),
    ("ma sœur", "ma soeur"),
    ("g rien reçu", "j'ai rien reçu"),
]


@pytest.mark.parametrize(("typed", "plain"), PAIRS)
def test_two_spellings_are_read_alike(typed: str, plain: str) -> None:
    lexicon = load_lexicon()
    assert normalise(typed, lexicon).folded == normalise(plain, lexicon).folded


def test_accents_stay_in_one_form_and_go_in_the_other() -> None:
    message = normalise("Remboursé où ?", load_lexicon())
    assert message.accented == "remboursé où ?"
    assert message.folded == "rembourse ou ?"


def test_numbers_are_masked_and_words_stay() -> None:
    assert masked("commande 204001 payée 12,50 €").split() == ["commande", "payée", "zmontant"]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("voici mon numéro : 204001", True),
        ("bonjour, c'est la TP-50001 svp", True),
        ("mon mail lea@example.org et la commande 204001", True),
        ("où en est 204001", False),
        ("ou est 204001", False),
        ("suivi commande 204001", False),
        ("suivi LX123456785FR", True),
        ("annulez la 204001", False),
        ("bonjour merci", False),
    ],
)
def test_a_message_that_only_informs(text: str, bare: bool) -> None:
    assert only_informs(text, find_entities(text), load_lexicon()) is bare


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("colis pas reçu, mon mail c'est paul@example.org", "colis pas reçu"),
        ("annuler la 204001, adresse mail : paul@example.org", "annuler la commande"),
        ("commande n° 204001 pas reçue", "commande pas reçue"),
        ("TP-50001 annulation svp", "commande annulation svp"),
        ("rien reçu sur mon mail paul@example.org", "rien reçu sur mon mail zmail"),
        ("mail paul@example.fr à remplacer par lea@example.org", "mail zmail à remplacer par zmail"),
    ],
)
def test_what_only_says_who_writes_and_which_order_is_left_out(text: str, left: str) -> None:
    assert masked(text).split() == left.split()
